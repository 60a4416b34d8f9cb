import { afterEach, beforeEach } from 'vitest';
import { type Json, type Shop, startShop } from './startShop.ts';

export let shop: Shop;
export let token: string;
export let orderId: number;

/** Before each test of a file: a shop whose cashier has made one order of 250.000đ at quay-1. What is exported here is of it. */
export function useWaitingOrder(): void {
  beforeEach(async () => {
    shop = await startShop();
    token = await shop.token('thungan1');
    orderId = (await shop.order(token, { till_id: 'quay-1' })).order_id;
  });
  afterEach(() => shop.stop());
}

/** The order as its till reads it. */
export const readOrder = async (id = orderId, as = token): Promise<Json> =>
  (await shop.call('GET', `/api/v1/orders/${id}`, { token: as })).body;

/** What became of the rows the bank has told. */
export const readInbox = (): Json[] =>
  shop.backend.db.all<Json>('SELECT provider, state, copies, stale FROM bank_inbox ORDER BY id');

/** The types told once so many have come; nothing more may follow, because what follows was committed before. */
export const toldTypes = async (count: number): Promise<string[]> => (await shop.told(count)).map(([type]) => type);
