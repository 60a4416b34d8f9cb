import { describe, expect, it } from 'vitest';
import { type BankTransfer, transferKey } from './bankTransfer.ts';
import { readPayosTransfer } from './payos/payosTransfer.ts';

const transfer: BankTransfer = {
  account: '0123456789',
  amount: 250_000,
  direction: 'in',
  paymentId: 1001,
  content: 'VP1001ZQ',
  reference: 'FT1',
  providerId: null,
  payer: null,
  transferredAt: null,
};

describe('transferKey', () => {
  it('[BANK4] is the same whoever tells of the transfer', () => {
    const told = { ...transfer, paymentId: null, content: 'other words', payer: 'B', transferredAt: 1 };

    expect(transferKey(told, 'another row')).toBe(transferKey(transfer, 'row'));
  });

  it.each([{ account: '1' }, { amount: 1 }, { direction: 'out' as const }, { reference: 'FT2' }])(
    '[BANK4] differs for a transfer with another %o',
    (change) => {
      expect(transferKey({ ...transfer, ...change }, 'row')).not.toBe(transferKey(transfer, 'row'));
    },
  );

  it.each([{ account: null }, { reference: null }])(
    '[BANK4] is that of the raw row where the bank left out %o',
    (gap) => {
      expect(transferKey({ ...transfer, ...gap }, 'row')).toBe('raw:row');
    },
  );
});

describe('readPayosTransfer', () => {
  it('reads the time of the shop, amount, account, payment and payer', () => {
    const data = {
      orderCode: 1001,
      amount: 250_000,
      description: 'VP1001ZQ',
      accountNumber: '0123456789',
      reference: 'FT1',
      transactionDateTime: '2026-02-04 18:25:00',
      counterAccountName: ' NGUYEN VAN A ',
    };

    expect(readPayosTransfer(data)).toEqual({
      ok: true,
      transfer: { ...transfer, payer: 'NGUYEN VAN A', transferredAt: Date.parse('2026-02-04T11:25:00Z') },
    });
  });

  it('reads what is left out, empty or nonsense as not known', () => {
    const data = { amount: 1, orderCode: 'x', reference: ' ', transactionDateTime: 'yesterday', accountNumber: null };

    expect(readPayosTransfer(data)).toEqual({
      ok: true,
      transfer: {
        account: null,
        amount: 1,
        direction: 'in',
        paymentId: null,
        content: '',
        reference: null,
        providerId: null,
        payer: null,
        transferredAt: null,
      },
    });
  });

  it.each([
    {},
    { amount: '1' },
    { amount: 1.5 },
    { amount: 0 },
    { amount: 1, code: '01' },
    { amount: 1, currency: 'USD' },
  ])('[BANK11] reads no transfer from %o', (data) => {
    expect(readPayosTransfer(data)).toMatchObject({ ok: false, reason: expect.any(String) });
  });
});
