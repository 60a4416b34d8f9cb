import type { Database } from '../db/database.ts';
import type { Shift, ShiftReport } from './shift.types.ts';

/** What went through a drawer during its shift. */
export function cashOf(db: Database, shift: Shift): ShiftReport['cash'] {
  const taken = db.get<{ received: number; change_given: number }>(
    `SELECT coalesce(sum(tendered), 0) AS received, coalesce(sum(change), 0) AS change_given
     FROM receipts WHERE shift_id = ? AND method = 'cash'`,
    shift.shift_id,
  ) ?? { received: 0, change_given: 0 };
  const back = db.get<{ refunded: number }>(
    `SELECT coalesce(sum(amount), 0) AS refunded FROM refund_tasks WHERE shift_id = ? AND done_method = 'cash'`,
    shift.shift_id,
  );
  const refunded = back?.refunded ?? 0;
  return {
    opening: shift.opening_cash,
    ...taken,
    refunded,
    expected: shift.opening_cash + taken.received - taken.change_given - refunded,
    counted: shift.counted_cash,
    difference: shift.difference,
  };
}
