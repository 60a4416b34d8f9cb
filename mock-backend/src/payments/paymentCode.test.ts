import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentCode, paymentIdsIn } from './paymentCode.ts';

const paymentId = fc.integer({ min: 1001, max: 999_999_999 });

describe('paymentIdsIn', () => {
  it.each([
    (code: string) => code,
    (code: string) => code.toLowerCase(),
    (code: string) => `CT DEN:0912 ${code} HD1001 GD 4432`,
    (code: string) => `MBVCB.123.${code}HD1001.CT tu 0011`,
    (code: string) => `${code.slice(0, 4)} ${code.slice(4)}`,
    (code: string) => `x${code}250000`,
    // What stands before it is the start of a code, and ends in letters that are check letters too.
    (code: string) => `VP1001 ${code}`,
    (code: string) => `VP1001BC ${code}`,
    (code: string) => `Bàn số 5 – cảm ơn ạ 😀 ${code} nhé`,
    (code: string) => `${paymentCode(4711)}${code}${paymentCode(4712)}`,
  ])('[PAY2] finds a code however the bank has written it down (%#)', (write) => {
    fc.assert(
      fc.property(paymentId, (id) => {
        expect(paymentIdsIn(write(paymentCode(id)))).toContain(id);
      }),
    );
  });

  it('[PAY2] finds no payment in a code with a typing error or in other words', () => {
    const code = paymentCode(1001);

    expect(paymentIdsIn(code.replace('1001', '1002'))).toEqual([]);
    expect(paymentIdsIn(code.replace('1001', '10011'))).toEqual([]);
    expect(paymentIdsIn('com trua 1001')).toEqual([]);
    expect(paymentIdsIn('')).toEqual([]);
  });
});
