import { describe, expect, it } from 'vitest';
import { decideBooking, isFullyPaid } from './paymentState.ts';

const open = { status: 'unpaid', total: 250_000, paid: 0 } as const;

describe('decideBooking', () => {
  it.each([
    [0, 249_999, 'partially_paid', 1],
    [0, 250_000, 'paid', 0],
    [0, 250_001, 'overpaid', 0],
    [100_000, 150_000, 'paid', 0],
    [100_000, 200_000, 'overpaid', 0],
    [100_000, 1, 'partially_paid', 149_999],
  ] as const)('[BANK5] with %d paid, %d more is %s', (...[before, amount, status, remaining]) => {
    const order = { ...open, status: before === 0 ? 'unpaid' : 'partially_paid', paid: before } as const;

    const decision = decideBooking(order, amount);

    expect(decision).toEqual({ kind: 'book', status, paid: before + amount, remaining });
    expect(decision.kind === 'book' && isFullyPaid(decision)).toBe(remaining === 0);
  });

  it.each([
    ['paid', 'order_already_paid'],
    ['overpaid', 'order_already_paid'],
    ['cancelled', 'order_cancelled'],
  ] as const)('[BANK6] sends money for a %s order back', (status, reason) => {
    expect(decideBooking({ ...open, status }, 1)).toEqual({ kind: 'refund', reason });
  });
});
