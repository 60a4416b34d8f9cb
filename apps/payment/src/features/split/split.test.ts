import { describe, expect, it } from 'vitest';
import { anOrder, aReceipt } from '../../testing/anOrder.ts';
import { chooseSplit, isRestInCash, otherPart, transferPart } from './split.ts';

const CASH = aReceipt({ method: 'cash', amount: 100_000 });
const TRANSFER = aReceipt({ amount: 150_000 });

describe('[PAYMFE11] a split of 150.000đ by transfer and 100.000đ in cash', () => {
  const split = chooseSplit(anOrder(), 150_000);

  it('[PAYMFE11] asks for the transfer first', () => {
    expect(transferPart(anOrder(), split)).toBe(150_000);
    expect(otherPart(250_000, 150_000)).toBe(100_000);
  });

  it('[PAYMFE11] still asks for the same transfer after the cash is there', () => {
    expect(transferPart(anOrder({ paid: 100_000, payments: [CASH] }), split)).toBe(150_000);
  });

  it('[PAYMFE11] asks for what is missing of the transfer, not for the cash', () => {
    const short = aReceipt({ amount: 120_000 });

    expect(transferPart(anOrder({ paid: 120_000, payments: [short] }), split)).toBe(30_000);
  });

  it('[PAYMFE11] asks for whatever is left once the transfer is there, and knows that it was to be cash', () => {
    expect(isRestInCash(anOrder(), split)).toBe(false);
    expect(isRestInCash(anOrder({ paid: 150_000, payments: [TRANSFER] }), split)).toBe(true);
    expect(transferPart(anOrder({ paid: 150_000, payments: [TRANSFER] }), split)).toBe(100_000);
  });

  it('[PAYMFE11] never asks for more than what is due', () => {
    const more = aReceipt({ method: 'cash', amount: 200_000 });

    expect(transferPart(anOrder({ paid: 200_000, payments: [more] }), split)).toBe(50_000);
  });
});

describe('[PAYMFE11] no split', () => {
  it('[PAYMFE11] asks for all that is due', () => {
    expect(transferPart(anOrder({ paid: 100_000, payments: [CASH] }), null)).toBe(150_000);
  });

  it.each([null, 0, 250_000, 300_000])('[PAYMFE11] takes %j of 250.000đ for no part', (part) => {
    expect(otherPart(250_000, part)).toBeNull();
  });
});
