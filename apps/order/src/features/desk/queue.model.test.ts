import { fakeClock } from '@vppos/core/testing';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fakeBrowser } from '../../testing/fakeTabs.ts';
import type { QueuedOrder } from './desk.types.ts';
import { keepDesk } from './keepDesk.ts';
import { type Outcome, toNewOrder } from './newOrder.ts';
import { sendQueue } from './sendQueue.ts';

/** What can go wrong with one sending: the request is lost, the answer is, the server breaks, the answer comes late. */
const FAULTS = ['none', 'lost request', 'lost answer', 'broken', 'late'] as const;
type Fault = (typeof FAULTS)[number];
const UNANSWERED: Outcome = { kind: 'unanswered', isCut: true };

/** A server that makes one order a key, refuses the same key with another body, and misbehaves as told. */
function fakeServer(faults: readonly Fault[]) {
  const orders = new Map<string, string>();
  const clashes: string[] = [];
  let asked = 0;
  const make = (order: QueuedOrder): Outcome => {
    const body = JSON.stringify(toNewOrder(order));
    if ((orders.get(order.key) ?? body) !== body) clashes.push(order.key);
    orders.set(order.key, body);
    return { kind: 'made', orderId: [...orders.keys()].indexOf(order.key) + 1 };
  };
  const send = async (order: QueuedOrder): Promise<Outcome> => {
    const fault = faults[asked] ?? 'none';
    asked += 1;
    if (fault === 'lost request') return UNANSWERED;
    if (fault === 'broken') return { kind: 'unanswered', isCut: false };
    if (fault === 'late') for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    const outcome = make(order);
    return fault === 'lost answer' ? UNANSWERED : outcome;
  };
  return { send, orders, clashes };
}

type Step = { readonly tab: number; readonly do: 'sell' | 'reload' | 'online' | 'wait' };
const step: fc.Arbitrary<Step> = fc.record({
  tab: fc.nat(1),
  do: fc.constantFrom('sell', 'sell', 'sell', 'reload', 'online', 'wait'),
});

async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}

/** Two tabs of one browser sell, reload and lose the network; then it stays up. Gives what the server has at the end. */
async function shift(steps: readonly Step[], faults: readonly Fault[]) {
  const browser = fakeBrowser();
  const clock = fakeClock();
  const server = fakeServer(faults);
  let keys = 0;
  const open = () => {
    const parts = browser.tab(`tab${keys}`);
    const keeper = keepDesk(parts);
    const sender = sendQueue({ ...parts, keeper, clock, random: () => 1, send: server.send, onMade: () => undefined });
    return { keeper, sender };
  };
  const close = ({ keeper, sender }: ReturnType<typeof open>): void => {
    sender.stop();
    keeper.stop();
  };
  const tabs = [open(), open()];
  const sold: string[] = [];
  const sell = async ({ keeper, sender }: ReturnType<typeof open>): Promise<void> => {
    const id = keeper.view().front?.id ?? '';
    keys += 1;
    const key = `k${keys}`;
    const product = { id: keys, name: 'x', price: 1 };
    await keeper.edit({ type: 'changed', id, change: { type: 'productAdded', product } });
    await keeper.edit({ type: 'submitted', id, nextId: `n${keys}`, key, tillId: null, at: 1 });
    if (keeper.view().desk.queue.some((order) => order.key === key) || server.orders.has(key)) sold.push(key);
    sender.ask();
  };
  await settle();
  for (const { tab, do: what } of steps) {
    const current = tabs[tab];
    if (current === undefined) continue;
    if (what === 'sell') await sell(current);
    if (what === 'online') current.sender.ask();
    if (what === 'wait') clock.advance(1000);
    if (what === 'reload') {
      close(current);
      tabs[tab] = open();
    }
    await settle();
  }
  for (let round = 0; round < faults.length + 5; round += 1) {
    clock.advance(30_000);
    await settle();
  }
  const left = tabs.map(({ keeper }) => keeper.view().desk.queue.length);
  for (const tab of tabs) close(tab);
  return { sold, made: [...server.orders.keys()], clashes: server.clashes, left };
}

it('[ORDMFE18] makes each queued order exactly once, whatever is lost, late, repeated or reloaded', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.array(fc.constantFrom(...FAULTS), { maxLength: 25 }),
      async (steps, faults) => {
        const { sold, made, clashes, left } = await shift(steps, faults);

        expect([...made].sort()).toEqual([...sold].sort());
        expect(clashes).toEqual([]);
        expect(left).toEqual([0, 0]);
      },
    ),
    { numRuns: 150 },
  );
});
