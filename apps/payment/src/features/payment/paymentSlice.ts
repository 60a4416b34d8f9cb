import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { ApiResult } from '@vppos/core/http';
import type { OpenPayment, Order } from '../../api/schemas.ts';
import type { PaymentKnowledge } from './paymentView.ts';

export interface PaymentState extends PaymentKnowledge {
  /** Whose payment this is; null before the first. */
  readonly orderId: number | null;
  readonly isChecking: boolean;
  /** When the server last answered, in ms since 1970. */
  readonly checkedAt: number | null;
  readonly isInvoiceOpen: boolean;
}

const NOTHING_KNOWN: PaymentState = {
  orderId: null,
  order: null,
  failure: null,
  qr: { status: 'none' },
  isChecking: false,
  checkedAt: null,
  isInvoiceOpen: false,
};

interface OrderAnswer {
  readonly result: ApiResult<Order>;
  readonly at: number;
}

interface QrAnswer {
  readonly due: number;
  readonly result: ApiResult<OpenPayment>;
}

export const paymentSlice = createSlice({
  name: 'payment',
  initialState: NOTHING_KNOWN,
  reducers: {
    /** A screen has opened for this order. What an earlier screen was still asking for will not be answered any more. */
    opened: (state, { payload: orderId }: PayloadAction<number>): PaymentState => {
      if (state.orderId !== orderId) return { ...NOTHING_KNOWN, orderId };
      return { ...state, isChecking: false, qr: state.qr.status === 'asking' ? { status: 'none' } : state.qr };
    },
    checking: (state): PaymentState => ({ ...state, isChecking: true }),
    orderAnswered: (state, { payload: { result, at } }: PayloadAction<OrderAnswer>): PaymentState => ({
      ...state,
      isChecking: false,
      ...('error' in result ? { failure: result.error } : { order: result.data, failure: null, checkedAt: at }),
    }),
    qrAsked: (state, { payload: due }: PayloadAction<number>): PaymentState => ({
      ...state,
      qr: { status: 'asking', due },
    }),
    qrAnswered: (state, { payload: { due, result } }: PayloadAction<QrAnswer>): PaymentState => ({
      ...state,
      qr: 'error' in result ? { status: 'failed', due } : { status: 'open', due, payment: result.data },
    }),
    invoiceOpened: (state): PaymentState => ({ ...state, isInvoiceOpen: true }),
  },
});

export const paymentActions = paymentSlice.actions;
