import type { ListedReceipt } from '../receipts/readReceipts.ts';

/** A drawer between being filled and being counted. Amounts in VND, times in ms since 1970. */
export interface OpenShift {
  shift_id: number;
  till_id: string;
  opened_at: number;
  opened_by_name: string;
  opening_cash: number;
}

/** A shift as lists tell it; what should be in the drawer is told only once it has been counted. */
export interface Shift extends OpenShift {
  closed_at: number | null;
  closed_by_name: string | null;
  counted_cash: number | null;
  expected_cash: number | null;
  /** Counted less expected. */
  difference: number | null;
  note: string | null;
}

interface Sum {
  count: number;
  amount: number;
}

/** Something that stands on a person's word. */
export interface HandMade {
  kind: 'manual' | 'match' | 'refund';
  receipt_id: number | null;
  refund_id: number | null;
  order_id: number | null;
  invoice_number: string | null;
  amount: number;
  by_name: string;
  at: number;
  bank_confirmed: boolean;
}

export interface ShiftReport {
  shift: Shift;
  cash: {
    opening: number;
    /** All that customers handed over, before their change. */
    received: number;
    change_given: number;
    refunded: number;
    expected: number;
    counted: number | null;
    difference: number | null;
  };
  methods: ({ method: string } & Sum)[];
  /** What the bank told the whole shop during the shift, and what of the shift's it has not told. */
  bank: {
    told_count: number;
    told_amount: number;
    booked_count: number;
    booked_amount: number;
    unmatched_count: number;
    unmatched_amount: number;
    not_told: ListedReceipt[];
  };
  by_hand: HandMade[];
  /** `from`: the start of the hour. */
  hours: ({ from: number } & Sum)[];
  orders: { paid: number; cancelled: number };
}
