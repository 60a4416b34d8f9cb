import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { Product } from '../../api/schemas.ts';

/** More of one product is a typing mistake. */
export const MAX_QUANTITY = 999;
/** More different products than fit one receipt; further ones are not added. */
export const MAX_LINES = 100;

export interface CartLine {
  readonly product: Product;
  readonly quantity: number;
}

/**
 * `unconfirmed`: the order was sent and no answer came, so it may exist. Its key and its lines then stay as they are until
 * a retry has told, or the cashier gives the cart up: the same key with other lines would be refused, another key with the
 * same lines could be a second order.
 */
export type Submission =
  | { readonly status: 'editing'; readonly refusal: string | null }
  | { readonly status: 'sending'; readonly key: string }
  | { readonly status: 'unconfirmed'; readonly key: string };

export interface CartState {
  readonly lines: readonly CartLine[];
  readonly submission: Submission;
  /** The order made last, to be paid next. */
  readonly createdOrderId: number | null;
}

const EDITING: Submission = { status: 'editing', refusal: null };
export const EMPTY_CART: CartState = { lines: [], submission: EDITING, createdOrderId: null };

export const cartSlice = createSlice({
  name: 'cart',
  initialState: EMPTY_CART,
  reducers: {
    productAdded: (state, { payload }: PayloadAction<Product>) => edit(state, addOne(state.lines, payload)),
    quantityChanged: (state, { payload }: PayloadAction<{ productId: number; by: number }>) =>
      edit(state, changeQuantity(state.lines, payload.productId, payload.by)),
    lineRemoved: (state, { payload }: PayloadAction<number>) =>
      edit(
        state,
        state.lines.filter((line) => line.product.id !== payload),
      ),
    /** `payload` is a new key; an unconfirmed cart keeps its old one. */
    submitted: (state, { payload }: PayloadAction<string>): CartState => {
      if (state.submission.status === 'sending' || state.lines.length === 0) return state;
      const key = state.submission.status === 'unconfirmed' ? state.submission.key : payload;
      return { ...state, submission: { status: 'sending', key } };
    },
    confirmed: (_state, { payload }: PayloadAction<number>): CartState => ({ ...EMPTY_CART, createdOrderId: payload }),
    unanswered: (state): CartState =>
      state.submission.status === 'sending'
        ? { ...state, submission: { status: 'unconfirmed', key: state.submission.key } }
        : state,
    refused: (state, { payload }: PayloadAction<string>): CartState => ({
      ...state,
      submission: { status: 'editing', refusal: payload },
    }),
    givenUp: (state): CartState =>
      state.submission.status === 'sending' ? state : { ...EMPTY_CART, createdOrderId: state.createdOrderId },
  },
});

export const cartActions = cartSlice.actions;

/** In VND. */
export function cartTotal(lines: readonly CartLine[]): number {
  return lines.reduce((sum, line) => sum + line.product.price * line.quantity, 0);
}

function edit(state: CartState, lines: readonly CartLine[]): CartState {
  return state.submission.status === 'editing' ? { ...state, lines, submission: EDITING } : state;
}

function addOne(lines: readonly CartLine[], product: Product): readonly CartLine[] {
  if (lines.some((line) => line.product.id === product.id)) return changeQuantity(lines, product.id, 1);
  return lines.length < MAX_LINES ? [...lines, { product, quantity: 1 }] : lines;
}

function changeQuantity(lines: readonly CartLine[], productId: number, by: number): readonly CartLine[] {
  return lines
    .map((line) =>
      line.product.id === productId ? { ...line, quantity: Math.min(line.quantity + by, MAX_QUANTITY) } : line,
    )
    .filter((line) => line.quantity > 0);
}
