import { describe, expect, it } from 'vitest';
import { isPayosSignature, payosSignature, payosSignedText } from './payosSignature.ts';

const KEY = '1a54716c8f0efb2744fb28b6e38b25da7f67a925d98bc1c18bd8faaecadd7675';

describe('payosSignature', () => {
  it("[BANK2] signs payOS's own documented example as payOS does", () => {
    const data = {
      orderCode: 123,
      amount: 3000,
      description: 'VQRIO123',
      accountNumber: '12345678',
      reference: 'TF230204212323',
      transactionDateTime: '2023-02-04 18:25:00',
      currency: 'VND',
      paymentLinkId: '124c33293c43417ab7879e14c8d9eb18',
      code: '00',
      desc: 'Thành công',
      counterAccountBankId: '',
      counterAccountBankName: '',
      counterAccountName: '',
      counterAccountNumber: '',
      virtualAccountName: '',
      virtualAccountNumber: '',
    };

    expect(payosSignature(data, KEY)).toBe('412e915d2871504ed31be63c8f62a149a4410d34c4c42affc9006ef9917eaa03');
  });

  it('[BANK2] signs keys in order, null as empty, and a list as its JSON', () => {
    const data = { b: null, a: 'null', d: 1, c: undefined, e: [{ y: 1, x: 2 }, 3], B: true };

    expect(payosSignedText(data)).toBe('B=true&a=&b=&d=1&e=[{"x":2,"y":1},3]');
  });

  it('[BANK2] accepts the signature of exactly these data, in either case', () => {
    const data = { amount: 1, note: 'a' };
    const signature = payosSignature(data, KEY);

    expect(isPayosSignature(data, signature, KEY)).toBe(true);
    expect(isPayosSignature(data, signature.toUpperCase(), KEY)).toBe(true);
    expect(isPayosSignature({ ...data, amount: 2 }, signature, KEY)).toBe(false);
    expect(isPayosSignature({ ...data, more: 1 }, signature, KEY)).toBe(false);
    expect(isPayosSignature(data, `${signature}0`, KEY)).toBe(false);
    expect(isPayosSignature(data, 'ÿ'.repeat(32), KEY)).toBe(false);
    expect(isPayosSignature(data, '', KEY)).toBe(false);
  });
});
