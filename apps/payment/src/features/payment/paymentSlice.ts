import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { ApiResult } from '@vppos/core/http';
import type { BankAsked, OpenPayment, Order } from '../../api/schemas.ts';
import { chooseSplit } from '../split/split.ts';
import { type Booking, type Confirmation, confirmationAfter } from './booking.ts';
import { type PaymentKnowledge, receivedBetween } from './paymentView.ts';

export interface PaymentState extends PaymentKnowledge {
  /** Whose payment this is; null before the first. */
  readonly orderId: number | null;
  readonly isChecking: boolean;
  /** When the server last answered, in ms since 1970. */
  readonly checkedAt: number | null;
  /** What came of the last question to the bank; null: none was asked. */
  readonly bank: BankAsked | null;
  readonly confirmation: Confirmation;
  readonly isInvoiceOpen: boolean;
}

const NOTHING_KNOWN: PaymentState = {
  orderId: null,
  order: null,
  failure: null,
  qr: { status: 'none' },
  split: null,
  isChecking: false,
  checkedAt: null,
  bank: null,
  confirmation: { status: 'none' },
  isInvoiceOpen: false,
};

interface OrderAnswer {
  readonly result: ApiResult<Order>;
  readonly at: number;
}

interface QrAnswer {
  readonly asked: number;
  readonly result: ApiResult<OpenPayment>;
}

interface BookingAnswer {
  readonly booking: Booking;
  readonly result: ApiResult<unknown>;
}

export const paymentSlice = createSlice({
  name: 'payment',
  initialState: NOTHING_KNOWN,
  reducers: {
    /** A screen has opened for this order. What an earlier screen was still asking for will not be answered any more. */
    opened: (state, { payload: orderId }: PayloadAction<number>): PaymentState => {
      if (state.orderId !== orderId) return { ...NOTHING_KNOWN, orderId };
      const { qr, confirmation } = state;
      return {
        ...state,
        isChecking: false,
        qr: qr.status === 'asking' ? { status: 'none' } : qr,
        confirmation: confirmation.status === 'sending' ? { ...confirmation, status: 'unanswered' } : confirmation,
      };
    },
    checking: (state): PaymentState => ({ ...state, isChecking: true }),
    orderAnswered: (state, { payload: { result, at } }: PayloadAction<OrderAnswer>): PaymentState => ({
      ...state,
      isChecking: false,
      ...('error' in result ? { failure: result.error } : read(state, result.data, at)),
    }),
    bankAsked: (state, { payload: bank }: PayloadAction<BankAsked | null>): PaymentState => ({ ...state, bank }),
    /** `transfer` (VND) is to come by transfer, the rest in cash. */
    splitChosen: (state, { payload: transfer }: PayloadAction<number>): PaymentState =>
      state.order === null ? state : { ...state, split: chooseSplit(state.order, transfer) },
    qrAsked: (state, { payload: asked }: PayloadAction<number>): PaymentState => ({
      ...state,
      qr: { status: 'asking', asked },
    }),
    qrAnswered: (state, { payload: { asked, result } }: PayloadAction<QrAnswer>): PaymentState => ({
      ...state,
      qr: 'error' in result ? { status: 'failed', asked } : { status: 'open', asked, payment: result.data },
    }),
    bookingSent: (state, { payload: booking }: PayloadAction<Booking>): PaymentState => ({
      ...state,
      confirmation: { status: 'sending', booking },
    }),
    bookingAnswered: (state, { payload: { booking, result } }: PayloadAction<BookingAnswer>): PaymentState => ({
      ...state,
      confirmation: confirmationAfter(booking, result),
    }),
    invoiceOpened: (state): PaymentState => ({ ...state, isInvoiceOpen: true }),
  },
});

/** What the bank said before money came is no longer so. */
function read(state: PaymentState, order: Order, at: number): Partial<PaymentState> {
  const hasCome = receivedBetween(state.order, order) > 0;
  return { order, failure: null, checkedAt: at, ...(hasCome && { bank: null }) };
}

export const paymentActions = paymentSlice.actions;
