import type { ApiFailure } from '@vppos/core/http';
import { describe, expect, it } from 'vitest';
import { anOrder } from '../../testing/anOrder.ts';
import { bookingBody, confirmationAfter, toBooking } from './booking.ts';

const WISH = { method: 'cash', amount: 250_000, tendered: 500_000 } as const;
const BOOKING = toBooking(anOrder(), WISH);

function problem(status: number, code: string): { error: ApiFailure } {
  const type = `urn:vppos:problem:${code}`;
  return { error: { code: 'PROBLEM', status, message: '', problem: { type, title: '', status } } };
}

describe('[PAYMFE12] one confirmation', () => {
  it('[PAYMFE12] has the same key as long as the same sum is paid, and another after', () => {
    const again = toBooking(anOrder(), { method: 'manual', amount: 50_000, reference: '' });

    expect(again.key).toBe(BOOKING.key);
    expect(toBooking(anOrder({ paid: 50_000 }), WISH).key).not.toBe(BOOKING.key);
    expect(toBooking(anOrder({ order_id: 1002 }), WISH).key).not.toBe(BOOKING.key);
  });

  it('[PAYMFE12] says method, amount, what was handed over or the reference, the till and the key', () => {
    const manual = toBooking(anOrder(), { method: 'manual', amount: 250_000, reference: 'FT1' });

    expect(bookingBody(BOOKING, 'quay-1')).toEqual({ ...WISH, till_id: 'quay-1', idempotency_key: BOOKING.key });
    expect(bookingBody(manual, undefined)).toEqual({
      method: 'manual',
      amount: 250_000,
      reference: 'FT1',
      idempotency_key: manual.key,
    });
  });

  it.each([
    [{ error: { code: 'OFFLINE', message: '' } } as const],
    [{ error: { code: 'NOT_JSON', status: 502, message: '' } } as const],
    [{ error: { code: 'BAD_ANSWER', message: '' } } as const],
    [problem(500, 'internal')],
    [problem(503, 'unavailable')],
  ])('[PAYMFE12] is unanswered where nobody knows whether it was booked: %o', (result) => {
    expect(confirmationAfter(BOOKING, result)).toEqual({ status: 'unanswered', booking: BOOKING });
  });

  it.each([
    [problem(409, 'key-reused'), 'already'],
    [problem(422, 'amount-too-large'), 'tooMuch'],
    [problem(409, 'order-paid'), 'over'],
    [problem(409, 'order-cancelled'), 'over'],
    [problem(403, 'forbidden'), 'other'],
  ] as const)("[PAYMFE12] is refused only by the server's own no: %o", (result, why) => {
    expect(confirmationAfter(BOOKING, result)).toEqual({ status: 'refused', booking: BOOKING, why });
  });

  it('is over when it is booked', () => {
    expect(confirmationAfter(BOOKING, { data: {} })).toEqual({ status: 'none' });
  });
});
