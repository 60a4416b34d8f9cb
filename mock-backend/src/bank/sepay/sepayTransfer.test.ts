import { describe, expect, it } from 'vitest';
import { transferKey } from '../bankTransfer.ts';
import { readListedTransfer, readSepayTransfer } from './sepayTransfer.ts';

/** The example of SePay's page on webhooks. */
const WEBHOOK = {
  id: 92704,
  gateway: 'Vietcombank',
  transactionDate: '2023-03-25 14:02:37',
  accountNumber: '0123499999',
  code: null,
  content: 'chuyen tien mua iphone',
  transferType: 'in',
  transferAmount: 2277000,
  accumulated: 19077000,
  subAccount: null,
  referenceCode: 'MBVCB.3278907687',
  description: '',
};

/** The example of SePay's page on its list of transactions. */
const LISTED = {
  id: '49682',
  bank_brand_name: 'Vietcombank',
  account_number: '0071000888888',
  transaction_date: '2023-05-05 19:59:48',
  amount_out: '0.00',
  amount_in: '18067000.00',
  accumulated: '1200541768.00',
  transaction_content: 'DUONG THUY ANH chuyen tien...',
  reference_number: '677760.050523.080001',
  code: null,
  sub_account: 'VCB0011ABC004',
  bank_account_id: '19',
};

describe('readSepayTransfer', () => {
  it("[BANK13] reads SePay's own documented example", () => {
    expect(readSepayTransfer(WEBHOOK)).toEqual({
      ok: true,
      transfer: {
        account: '0123499999',
        amount: 2_277_000,
        direction: 'in',
        paymentId: null,
        content: 'chuyen tien mua iphone',
        reference: 'MBVCB.3278907687',
        providerId: 'sepay:92704',
        payer: null,
        transferredAt: Date.parse('2023-03-25T14:02:37+07:00'),
      },
    });
  });

  it('[BANK9] reads money that went out as such', () => {
    expect(readSepayTransfer({ ...WEBHOOK, transferType: 'out' })).toMatchObject({ transfer: { direction: 'out' } });
  });

  it.each([
    { transferType: 'sideways' },
    { transferAmount: 0 },
    { transferAmount: -1 },
    { transferAmount: 1.5 },
    { transferAmount: 'many' },
    { transferAmount: null },
    { transferAmount: Number.MAX_SAFE_INTEGER },
  ])('[BANK11] reads no transfer with %o', (change) => {
    expect(readSepayTransfer({ ...WEBHOOK, ...change })).toMatchObject({ ok: false, reason: expect.any(String) });
  });
});

describe('readListedTransfer', () => {
  it("[BANK21] reads SePay's own documented example", () => {
    expect(readListedTransfer(LISTED)).toMatchObject({
      ok: true,
      transfer: {
        account: '0071000888888',
        amount: 18_067_000,
        direction: 'in',
        content: 'DUONG THUY ANH chuyen tien...',
        reference: '677760.050523.080001',
        transferredAt: Date.parse('2023-05-05T19:59:48+07:00'),
      },
    });
  });

  it('[BANK9] reads money that went out as such', () => {
    const out = readListedTransfer({ ...LISTED, amount_in: '0.00', amount_out: '500000.00' });

    expect(out).toMatchObject({ transfer: { direction: 'out', amount: 500_000 } });
  });

  it.each([{ amount_in: '0.00' }, { amount_out: '1.00' }, { amount_in: '1.50' }, { amount_in: 'x' }])(
    '[BANK11] reads no transfer with %o',
    (change) => {
      expect(readListedTransfer({ ...LISTED, ...change })).toMatchObject({ ok: false });
    },
  );

  it("[BANK16] has its webhook's key, also where the bank gave no reference", () => {
    const told = readSepayTransfer({ ...WEBHOOK, referenceCode: '' });
    const listed = readListedTransfer({
      ...LISTED,
      id: '92704',
      account_number: WEBHOOK.accountNumber,
      amount_in: '2277000.00',
      reference_number: null,
    });

    expect(told.ok && listed.ok && transferKey(told.transfer, 'a') === transferKey(listed.transfer, 'b')).toBe(true);
  });
});
