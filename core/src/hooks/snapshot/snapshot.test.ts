import { describe, expect, it, vi } from 'vitest';
import { fakeClock, seededRandom } from '../../testing/index.ts';
import type { Answer } from './readWithin.ts';
import { SNAPSHOT_BUFFER_MAX } from './snapshot.machine.ts';
import { keepSnapshot, SNAPSHOT_DEADLINE_MS, type SnapshotDeps, type SnapshotView } from './snapshot.ts';

interface Paid {
  readonly id: string;
  readonly order: number;
}
interface Shop {
  readonly paid: readonly number[];
  readonly cursor?: string | null;
}
interface Failure {
  readonly code: 'OFFLINE';
}

const OFFLINE: Failure = { code: 'OFFLINE' };
const paid = (seq: number): Paid => ({ id: `e-${seq}`, order: seq });
const shop = (...seqs: readonly number[]): Shop => ({ paid: seqs, cursor: `e-${Math.max(0, ...seqs)}` });
const addPaid = (data: Shop, { order }: Paid): Shop =>
  data.paid.includes(order) ? data : { ...data, paid: [...data.paid, order] };

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};

/** A snapshot whose reads end when told. */
function aSnapshot(changed: Partial<SnapshotDeps<Shop, Failure, Paid>> = {}) {
  const clock = fakeClock();
  const asked: { readonly answer: (answer: Answer<Shop, Failure>) => void; readonly signal: AbortSignal }[] = [];
  const views: SnapshotView<Shop, unknown>[] = [];
  const snapshot = keepSnapshot<Shop, Failure, Paid>({
    clock,
    read: (signal) => {
      const { promise, resolve } = Promise.withResolvers<Answer<Shop, Failure>>();
      asked.push({ answer: resolve, signal });
      return promise;
    },
    apply: addPaid,
    onView: (view) => views.push(view),
    spacingMs: 0,
    random: () => 1,
    ...changed,
  });
  const answer = async (given: Answer<Shop, Failure>): Promise<void> => {
    asked.at(-1)?.answer(given);
    await settle();
  };
  return { snapshot, clock, views, asked, answer, reads: () => asked.length, view: () => views.at(-1) };
}

describe('between the events and the read', () => {
  it('[SNAP1] applies, in order and after the answer, what came while it was read', async () => {
    const { snapshot, answer, view, views } = aSnapshot();
    await settle();
    snapshot.offer(paid(2));
    snapshot.offer(paid(3));
    await answer({ data: shop(1) });

    expect(view()).toEqual({ data: { paid: [1, 2, 3], cursor: 'e-1' }, error: null, isReading: false });
    expect(views.filter(({ data }) => data !== undefined)).toHaveLength(1);
  });

  it('[SNAP1] goes on applying events afterwards, without a read', async () => {
    const { snapshot, answer, view, reads } = aSnapshot();
    await settle();
    await answer({ data: shop(1) });

    snapshot.offer(paid(2));
    snapshot.offer(paid(3));
    await settle();

    expect(view()?.data?.paid).toEqual([1, 2, 3]);
    expect(reads()).toBe(1);
  });

  it('[SNAP2] drops what the answer knows already, and what was applied before', async () => {
    const apply = vi.fn(addPaid);
    const { snapshot, answer, reads } = aSnapshot({ apply });
    await settle();
    snapshot.offer(paid(1));
    snapshot.offer(paid(2));
    await answer({ data: shop(1, 2) });
    snapshot.offer(paid(2));
    snapshot.offer(paid(3));
    snapshot.offer(paid(3));
    await settle();

    expect(apply.mock.calls.map(([, event]) => event.id)).toEqual(['e-3']);
    expect(reads()).toBe(1);
  });

  it.each([
    ['an event of another epoch', { id: 'f-1', order: 9 }, shop(1)],
    ['an id no log wrote', { id: 'recorded', order: 9 }, shop(1)],
    ['a snapshot without a cursor', paid(9), { paid: [1] }],
    ['a snapshot whose cursor the server did not have', paid(9), { paid: [1], cursor: null }],
  ])('[SNAP2] reads again where nobody can say which is newer: %s', async (_what, event, data) => {
    const { snapshot, answer, view, reads } = aSnapshot();
    await settle();
    snapshot.offer(event);
    await answer({ data });
    expect(reads()).toBe(2);
    expect(view()?.data?.paid).toEqual([1]);
    await answer({ data });
    expect(reads()).toBe(2);

    snapshot.offer(event);
    await settle();

    expect(reads()).toBe(3);
  });

  it('[SNAP3] reads again after an event that cannot be applied, and keeps what is shown', async () => {
    const { snapshot, answer, view, reads } = aSnapshot({ apply: () => null });
    await settle();
    await answer({ data: shop(1) });

    for (let seq = 2; seq < 30; seq += 1) snapshot.offer(paid(seq));
    await settle();

    expect(reads()).toBe(2);
    expect(view()?.data?.paid).toEqual([1]);
    await answer({ data: shop(1, 29) });
    expect(reads()).toBe(2);
    expect(view()?.data?.paid).toEqual([1, 29]);
  });

  it('[SNAP3] reads again where applying throws, and reports it', async () => {
    const onError = vi.fn((event: ErrorEvent) => event.preventDefault());
    window.addEventListener('error', onError);
    const { snapshot, answer, reads } = aSnapshot({
      apply: () => {
        throw new Error('broken');
      },
    });
    await settle();
    await answer({ data: shop(1) });

    snapshot.offer(paid(2));
    await settle();

    expect(reads()).toBe(2);
    expect(onError).toHaveBeenCalledTimes(1);
    window.removeEventListener('error', onError);
  });

  it('[SNAP5] forgets what waits when it is too much, and reads once more instead', async () => {
    const { snapshot, answer, view, reads } = aSnapshot();
    await settle();
    for (let seq = 2; seq <= SNAPSHOT_BUFFER_MAX + 2; seq += 1) snapshot.offer(paid(seq));
    snapshot.offer(paid(SNAPSHOT_BUFFER_MAX + 3));
    await answer({ data: shop(1) });

    // Not with a part of what came: that would show a state that never was.
    expect(view()?.data?.paid).toEqual([1]);
    expect(reads()).toBe(2);
    await answer({ data: shop(1, 500) });
    expect(view()?.data?.paid).toEqual([1, 500]);
    expect(reads()).toBe(2);
  });

  it('[SNAP5] keeps all that waits up to its bound', async () => {
    const { snapshot, answer, view, reads } = aSnapshot();
    await settle();
    for (let seq = 2; seq < SNAPSHOT_BUFFER_MAX + 2; seq += 1) snapshot.offer(paid(seq));
    await answer({ data: shop(1) });

    expect(view()?.data?.paid).toHaveLength(SNAPSHOT_BUFFER_MAX + 1);
    expect(reads()).toBe(1);
  });
});

describe('reading again', () => {
  it('[SNAP4] reads after the running read when it is hinted during it, and shows both answers', async () => {
    const { snapshot, answer, view, reads } = aSnapshot();
    await settle();
    snapshot.hint();
    snapshot.hint();
    await settle();
    expect(reads()).toBe(1);

    await answer({ data: shop(1) });
    expect(reads()).toBe(2);
    expect(view()).toMatchObject({ data: { paid: [1] }, isReading: true });
    await answer({ data: shop(1, 2) });

    expect(view()).toMatchObject({ data: { paid: [1, 2] }, isReading: false });
    expect(reads()).toBe(2);
  });

  it('[SNAP4] goes on collecting events after such a hint, and applies none until the further read has begun', async () => {
    const { snapshot, clock, answer, view } = aSnapshot({ spacingMs: 250 });
    await settle();
    snapshot.hint();
    expect(view()?.isReading).toBe(true);
    snapshot.offer(paid(2));
    await answer({ data: shop(1) });
    expect(view()?.data?.paid).toEqual([1, 2]);

    // What the hint was about may lie before this event.
    snapshot.offer(paid(4));
    await settle();
    expect(view()?.data?.paid).toEqual([1, 2]);
    clock.advance(250);
    await settle();
    await answer({ data: shop(1, 2, 3, 4) });

    expect(view()?.data?.paid).toEqual([1, 2, 3, 4]);
  });

  it('[SNAP5] begins every read with nothing waiting', async () => {
    const { snapshot, clock, answer, reads, view } = aSnapshot();
    await settle();
    for (let seq = 2; seq < SNAPSHOT_BUFFER_MAX + 10; seq += 1) snapshot.offer(paid(seq));
    await answer({ error: OFFLINE });
    clock.advance(1000);
    await settle();
    expect(reads()).toBe(2);

    await answer({ data: shop(1) });

    expect(view()?.data?.paid).toEqual([1]);
    expect(reads()).toBe(2);
  });

  it('[SNAP6] keeps the data beside the error, and reads again at the next hint after a wait', async () => {
    const { snapshot, clock, answer, view, reads } = aSnapshot();
    await settle();
    await answer({ data: shop(1) });
    snapshot.hint();
    await settle();
    await answer({ error: OFFLINE });
    expect(view()).toEqual({ data: shop(1), error: OFFLINE, isReading: false });
    clock.advance(60_000);
    await settle();
    expect(reads()).toBe(2);

    snapshot.hint();
    await settle();
    await answer({ error: OFFLINE });
    snapshot.offer(paid(2));
    clock.advance(1999);
    await settle();
    expect(reads()).toBe(3);
    clock.advance(1);
    await settle();
    await answer({ data: shop(1, 2) });

    expect(view()).toEqual({ data: shop(1, 2), error: null, isReading: false });
  });

  it('[SNAP6] takes no event into data of which nobody knows what they miss', async () => {
    const { snapshot, answer, view } = aSnapshot();
    await settle();
    await answer({ data: shop(1) });
    snapshot.hint();
    await settle();
    await answer({ error: OFFLINE });

    snapshot.offer(paid(5));
    await settle();

    expect(view()?.data?.paid).toEqual([1]);
  });

  it('[SNAP6] reads at once when a person asks', async () => {
    const { snapshot, answer, reads } = aSnapshot();
    await settle();
    await answer({ error: OFFLINE });

    snapshot.refetch();
    await settle();

    expect(reads()).toBe(2);
  });

  it('[SNAP6] reads at once after a failed read during which a person asked', async () => {
    const { snapshot, clock, answer, reads } = aSnapshot();
    await settle();
    snapshot.refetch();
    snapshot.offer(paid(2));

    await answer({ error: OFFLINE });

    expect(reads()).toBe(2);
    expect(clock.pending()).toBe(1);
  });

  it.each([
    ['an event', 1],
    ['more events than can wait', SNAPSHOT_BUFFER_MAX + 1],
  ])('[SNAP6] reads again, after the wait, for %s that came during a read that failed', async (_what, count) => {
    const { snapshot, clock, answer, view, reads } = aSnapshot();
    await settle();
    await answer({ data: shop(1) });
    snapshot.hint();
    await settle();
    for (let seq = 2; seq < 2 + count; seq += 1) snapshot.offer(paid(seq));
    await answer({ error: OFFLINE });
    expect(view()).toEqual({ data: shop(1), error: OFFLINE, isReading: false });
    clock.advance(999);
    await settle();
    expect(reads()).toBe(2);
    clock.advance(1);
    await settle();
    expect(reads()).toBe(3);
    await answer({ error: OFFLINE });
    clock.advance(60_000);
    await settle();

    expect(reads()).toBe(3);
  });

  it('[SNAP6] takes a read that throws for a failed one', async () => {
    const cause = new TypeError('Failed to fetch');
    const { view } = aSnapshot({ read: () => Promise.reject(cause) });
    await settle();

    expect(view()).toMatchObject({ data: undefined, error: { code: 'READ_FAILED', cause }, isReading: false });
  });

  it('[SNAP6] gives up a read that does not answer, aborts it, and drops what it answers later', async () => {
    const { snapshot, clock, asked, answer, view } = aSnapshot();
    await settle();
    clock.advance(SNAPSHOT_DEADLINE_MS);
    await settle();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(view()?.error).toMatchObject({ code: 'READ_FAILED' });
    snapshot.refetch();
    await settle();

    asked[0]?.answer({ data: shop(7) });
    await settle();
    expect(view()?.data).toBeUndefined();
    await answer({ data: shop(1) });
    asked[0]?.answer({ data: shop(7) });
    await settle();

    expect(view()?.data?.paid).toEqual([1]);
  });

  it('[SNAP7] aborts its read when it is stopped, and shows and starts nothing more', async () => {
    const { snapshot, clock, asked, views, answer, reads } = aSnapshot();
    await settle();
    const shown = views.length;

    snapshot.stop();
    snapshot.stop();
    expect(clock.pending()).toBe(0);
    expect(asked[0]?.signal.aborted).toBe(true);
    await answer({ data: shop(1) });
    snapshot.offer(paid(2));
    snapshot.hint();
    snapshot.refetch();
    clock.advance(60_000);
    await settle();

    expect(views).toHaveLength(shown);
    expect(reads()).toBe(1);
  });

  it('shows data of before until the first answer', async () => {
    const { view, answer } = aSnapshot({ initial: shop(1) });
    await settle();
    expect(view()).toEqual({ data: shop(1), error: null, isReading: true });
    await answer({ data: shop(2) });

    expect(view()?.data).toEqual(shop(2));
  });
});

/** One random life of a shop whose page hears every event, sometimes twice, and whose reads answer late, fail or hang. */
async function aLife(seed: number): Promise<{ shown: unknown; truth: unknown }> {
  const random = seededRandom(seed);
  const clock = fakeClock();
  let epoch = 1;
  let isWell = false;
  let head = 0;
  const orders: number[] = [];
  const answers: (() => void)[] = [];
  let shown: Shop | undefined;
  const snapshot = keepSnapshot<Shop, Failure, Paid>({
    clock,
    read: () => {
      // The cursor first, then the data: what happens between is in both.
      const cursor = !isWell && random() < 0.1 ? null : `${epoch}-${head}`;
      const { promise, resolve } = Promise.withResolvers<Answer<Shop, Failure>>();
      const data = { paid: [...orders], cursor };
      const isLost = !isWell && random() < 0.2;
      if (isWell || random() > 0.05) answers.push(() => resolve(isLost ? { error: OFFLINE } : { data }));
      return promise;
    },
    apply: (data, event) => (random() < 0.05 ? null : addPaid(data, event)),
    onView: (view) => {
      shown = view.data;
    },
    spacingMs: 250,
    random,
  });
  const steps: readonly (() => void)[] = [
    () => {
      head += 1;
      orders.push(orders.length + 1);
      const event = { id: `${epoch}-${head}`, order: orders.length };
      // A missed event is told as a hint.
      if (random() < 0.1) snapshot.hint();
      else snapshot.offer(event);
      if (random() < 0.1) snapshot.offer(event);
    },
    () => answers.shift()?.(),
    () => clock.advance(Math.floor(random() * 1000)),
    () => snapshot.hint(),
    () => {
      if (random() > 0.1) return;
      epoch += 1;
      head = 1_000;
      snapshot.hint();
    },
  ];
  for (let n = 0; n < 60; n += 1) {
    steps[Math.floor(random() * steps.length)]?.();
    if (random() < 0.7) await settle();
  }
  // At last everything answers again, and one more event comes: nothing else tells the page to look.
  const calmDown = async (): Promise<void> => {
    for (let waitedMs = 0; waitedMs < 2 * SNAPSHOT_DEADLINE_MS; waitedMs += 1000) {
      for (const answer of answers.splice(0)) answer();
      await settle();
      clock.advance(1000);
      await settle();
    }
  };
  isWell = true;
  await calmDown();
  head += 1;
  orders.push(orders.length + 1);
  snapshot.offer({ id: `${epoch}-${head}`, order: orders.length });
  await calmDown();
  snapshot.stop();
  const byNumber = (a: number, b: number): number => a - b;
  return { shown: [...(shown?.paid ?? [])].sort(byNumber), truth: orders };
}

it('[SNAP1] [SNAP2] ends with what the server has, whatever happened on the way', async () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const { shown, truth } = await aLife(seed);
    expect(shown, `seed ${seed}`).toEqual(truth);
  }
});
