import type { ListedReceipt } from '../api/lists.ts';
import type { ShiftReport, ShiftRow } from '../api/shifts.ts';
import { type Answer, no } from './answer.ts';

type Body = Readonly<Record<string, unknown>>;

/** The shifts of the recorded shop's tills. */
export interface RecordedShifts {
  readonly current: (tillId: string | null) => Answer;
  readonly open: (body: Body) => Answer;
  readonly close: (shiftId: number, body: Body) => Answer;
  readonly list: () => Answer;
  readonly report: (shiftId: number) => Answer;
}

export function createShifts(now: () => number, receipts: () => readonly ListedReceipt[]): RecordedShifts {
  const shifts: ShiftRow[] = [];
  const reportOf = (shift: ShiftRow): ShiftReport => toReport(shift, receipts());
  return {
    current: (tillId) => ({ shift: shifts.find((shift) => isOpenAt(shift, tillId)) ?? null }),
    open: ({ till_id, opening_cash }) => {
      if (shifts.some((shift) => isOpenAt(shift, String(till_id)))) return no(409, 'shift-open');
      const shift = newShift(shifts.length + 1, now());
      shifts.unshift({ ...shift, till_id: String(till_id), opening_cash: Number(opening_cash) });
      return shifts[0];
    },
    close: (shiftId, { counted_cash }) => {
      const index = shifts.findIndex((shift) => shift.shift_id === shiftId);
      const shift = shifts[index];
      if (shift === undefined) return no(404, 'not-found');
      if (shift.closed_at !== null) return no(409, 'shift-closed');
      const counted = Number(counted_cash);
      const expected = toReport(shift, receipts()).cash.expected ?? 0;
      const closed = { closed_at: now(), closed_by_name: 'Nguyễn Thị Lan', counted_cash: counted };
      const row = { ...shift, ...closed, expected_cash: expected, difference: counted - expected };
      shifts[index] = row;
      return reportOf(row);
    },
    list: () => ({ items: shifts, more: false }),
    report: (shiftId) => {
      const shift = shifts.find((one) => one.shift_id === shiftId);
      if (shift === undefined) return no(404, 'not-found');
      return shift.closed_at === null ? no(403, 'forbidden') : reportOf(shift);
    },
  };
}

function isOpenAt(shift: ShiftRow, tillId: string | null): boolean {
  return shift.closed_at === null && shift.till_id === tillId;
}

function newShift(shift_id: number, opened_at: number): ShiftRow {
  return {
    shift_id,
    till_id: '',
    opened_at,
    opened_by_name: 'Nguyễn Thị Lan',
    opening_cash: 0,
    closed_at: null,
    closed_by_name: null,
    counted_cash: null,
    expected_cash: null,
    difference: null,
  };
}

function toReport(shift: ShiftRow, all: readonly ListedReceipt[]): ShiftReport {
  const receipts = all.filter(({ till_id, booked_at }) => till_id === shift.till_id && booked_at >= shift.opened_at);
  const sum = (method: string) => receipts.filter((one) => one.method === method).reduce((s, r) => s + r.amount, 0);
  const methods = ['vietqr', 'cash', 'manual'].map((method) => ({
    method,
    count: receipts.filter((one) => one.method === method).length,
    amount: sum(method),
  }));
  const manual = receipts.filter(({ method }) => method === 'manual');
  const expected = shift.opening_cash + sum('cash');
  const money = { received: sum('cash'), change_given: 0, refunded: 0 };
  const counted = { counted: shift.counted_cash, difference: shift.difference };
  const bank = { told_count: 0, told_amount: 0, unmatched_count: 0, unmatched_amount: 0 };
  return {
    shift,
    cash: { opening: shift.opening_cash, ...money, expected, ...counted },
    methods: methods.filter(({ count }) => count > 0),
    bank: { ...bank, booked_count: 0, booked_amount: sum('vietqr'), not_told: manual },
    by_hand: manual.map(({ order_id, invoice_number, amount, confirmed_by_name, booked_at, bank_confirmed }) => {
      return {
        kind: 'manual',
        order_id,
        invoice_number,
        amount,
        by_name: confirmed_by_name,
        at: booked_at,
        bank_confirmed,
      };
    }),
    hours: receipts.length === 0 ? [] : [{ from: shift.opened_at, count: receipts.length, amount: expected }],
    orders: { paid: receipts.length, cancelled: 0 },
  };
}
