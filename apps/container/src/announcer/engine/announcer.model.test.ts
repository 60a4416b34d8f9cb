import { clearRealtimeHistory, publishRealtimeEvent, requestAnnouncement } from '@vppos/core/bus';
import { anEvent, seededRandom } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { createAnnouncerWorld, type FakeTab, SPEECH_MS, TILL } from '../testing/announcerWorld.ts';
import { TURNS_MAX } from './turns.ts';

const RUNS = 60;
const STEPS = 40;
const ORDERS = [1001, 1002, 1003];

type World = ReturnType<typeof createAnnouncerWorld>;

/** A browser in which anything may happen to money, tabs, sound and server. No run books more than fits the queue. */
async function run(seed: number, isFair: boolean): Promise<{ world: World; booked: number[] }> {
  clearRealtimeHistory();
  const random = seededRandom(seed);
  const world = createAnnouncerWorld();
  const booked: number[] = [];
  let seq = 0;
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const tell = (orderId: number): void => {
    seq += 1;
    const type = pick(['payment_received', 'order_paid']);
    publishRealtimeEvent(anEvent(seq, { type, data: { order_id: orderId, till_id: TILL } }));
  };
  const book = (): void => {
    if (booked.length >= TURNS_MAX) return;
    const orderId = pick(ORDERS);
    booked.push(world.book(orderId, { amount: (booked.length + 1) * 1000 }).amount);
    tell(orderId);
  };
  const open = (): void => {
    if (world.tabs.size < 4)
      world.openTab({ standing: pick(['waiting', 'visible', 'hidden']), isBlocked: !isFair && random() < 0.5 });
  };
  const withTab = (act: (tab: FakeTab) => void) => (): void => {
    const tab = pick([...world.tabs]);
    if (tab !== undefined) act(tab);
  };
  const always = [book, book, () => tell(pick(ORDERS)), () => requestAnnouncement(pick(ORDERS)), open];
  const unfair = [
    withTab((tab) => tab.close()),
    withTab((tab) => tab.crash()),
    withTab((tab) => tab.unlock()),
    withTab((tab) => {
      tab.canLoad = !tab.canLoad;
    }),
    () => {
      world.isServerDown = !world.isServerDown;
    },
  ];
  open();
  for (let step = 0; step < STEPS; step += 1) {
    pick(isFair ? always : [...always, ...unfair])();
    await world.pass(Math.floor(random() * 800));
  }
  return { world, booked };
}

async function end(world: World): Promise<number[]> {
  await world.pass(TURNS_MAX * SPEECH_MS * 2);
  for (const tab of [...world.tabs]) tab.close();
  await world.pass(SPEECH_MS);
  return world.said.flatMap((said) => ('amount' in said ? [said.amount] : []));
}

it('[ANN3] says each receipt exactly once while tabs come and the server answers', async () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const { world, booked } = await run(seed, true);

    expect([seed, (await end(world)).sort()]).toEqual([seed, booked.sort()]);
    expect([seed, world.mostAtOnce <= 1]).toEqual([seed, true]);
  }
}, 60_000);

it('[ANN3] says no receipt twice whatever happens, and each once when a tab that can sound asks at last', async () => {
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const { world, booked } = await run(seed, false);
    world.isServerDown = false;
    world.openTab({ standing: 'waiting' });
    for (const orderId of ORDERS) requestAnnouncement(orderId);

    expect([seed, (await end(world)).sort()]).toEqual([seed, booked.sort()]);
    expect([seed, world.mostAtOnce <= 1]).toEqual([seed, true]);
  }
}, 60_000);
