import { describe, expect, it } from 'vitest';
import { RECORDED_PRODUCTS } from '../../standalone/recordedShop.ts';
import { type CartState, cartActions, cartSlice, cartTotal, EMPTY_CART, MAX_QUANTITY } from './cartSlice.ts';

type Action = Parameters<typeof cartSlice.reducer>[1];
const [PHO, , BUN] = RECORDED_PRODUCTS;
if (PHO === undefined || BUN === undefined) throw new Error('The recorded menu is too short.');

const stateAfter = (actions: readonly Action[], from: CartState = EMPTY_CART): CartState =>
  actions.reduce(cartSlice.reducer, from);
const quantities = (state: CartState) => state.lines.map((line) => [line.product.id, line.quantity]);
const FILLED = stateAfter([cartActions.productAdded(PHO)]);

describe('the cart', () => {
  it('counts a product tapped twice as two of one line, and keeps the order of the taps', () => {
    const state = stateAfter([
      cartActions.productAdded(BUN),
      cartActions.productAdded(PHO),
      cartActions.productAdded(BUN),
    ]);

    expect(quantities(state)).toEqual([
      [BUN.id, 2],
      [PHO.id, 1],
    ]);
    expect(cartTotal(state.lines)).toBe(2 * BUN.price + PHO.price);
  });

  it('drops a line whose last piece is taken away', () => {
    const state = stateAfter([cartActions.quantityChanged({ productId: PHO.id, by: -1 })], FILLED);

    expect(state.lines).toEqual([]);
  });

  it('never goes above the largest quantity', () => {
    const state = stateAfter([cartActions.quantityChanged({ productId: PHO.id, by: 5 * MAX_QUANTITY })], FILLED);

    expect(quantities(state)).toEqual([[PHO.id, MAX_QUANTITY]]);
  });

  it('[ORDMFE1] keeps its key and its lines from a lost answer to the retry', () => {
    const unconfirmed = stateAfter([cartActions.submitted('first'), cartActions.unanswered()], FILLED);

    const edited = stateAfter([cartActions.productAdded(BUN), cartActions.lineRemoved(PHO.id)], unconfirmed);
    const retried = stateAfter([cartActions.submitted('second')], edited);

    expect(quantities(retried)).toEqual(quantities(FILLED));
    expect(retried.submission).toEqual({ status: 'sending', key: 'first' });
  });

  it('[ORDMFE1] takes a new key after the server has clearly refused', () => {
    const refused = stateAfter([cartActions.submitted('first'), cartActions.refused('no such product')], FILLED);

    const again = stateAfter([cartActions.submitted('second')], refused);

    expect(refused.submission).toEqual({ status: 'editing', refusal: 'no such product' });
    expect(again.submission).toEqual({ status: 'sending', key: 'second' });
  });

  it('does not send an empty cart, nor one that is already on its way', () => {
    const sending = stateAfter([cartActions.submitted('first')], FILLED);

    expect(stateAfter([cartActions.submitted('any')])).toEqual(EMPTY_CART);
    expect(stateAfter([cartActions.submitted('second')], sending)).toBe(sending);
  });

  it('cannot be given up while it is on its way', () => {
    const sending = stateAfter([cartActions.submitted('first')], FILLED);

    expect(stateAfter([cartActions.givenUp()], sending)).toBe(sending);
  });

  it('is empty and names the order once the server has confirmed it', () => {
    const confirmed = stateAfter([cartActions.submitted('first'), cartActions.confirmed(1001)], FILLED);

    expect(confirmed).toEqual({ ...EMPTY_CART, createdOrderId: 1001 });
  });
});
