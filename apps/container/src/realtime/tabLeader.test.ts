// @vitest-environment node
import { fakeClock } from '@vppos/core/testing';
import { describe, expect, it } from 'vitest';
import { newId } from './newId.ts';
import { createTabLock, type StealableLocks } from './tabLeader.ts';
import { createFakeLocks } from './testing/fakeLocks.ts';
import { createFakeProcess } from './testing/fakeProcess.ts';

/** Node's Web Locks come back by messages of its own: wait for what must happen. */
async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !isSo(); turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}

// The fake is held to what Node's own Web Locks do, which are the same code as a browser's.
describe.each<[string, () => StealableLocks]>([
  ['the fake locks', () => createFakeLocks().openTab(createFakeProcess(fakeClock()))],
  ['Node’s Web Locks', () => navigator.locks],
])('a tab’s claim to lead, with %s', (_name, makeLocks) => {
  function setUp() {
    const locks = makeLocks();
    const name = newId();
    const log: string[] = [];
    return { locks, log, open: (tab: string) => createTabLock(locks, name, (signal) => log.push(`${tab} ${signal}`)) };
  }

  it('[TAB4] is granted in order, when the one before gives it back', async () => {
    const { open, log } = setUp();
    const [first, second] = [open('a'), open('b')];
    first.queue();
    second.queue();
    await until(() => log.length > 0);
    const before = [...log];

    first.release();
    await until(() => log.length > 1);

    expect([before, log]).toEqual([['a granted'], ['a granted', 'b granted']]);
    second.release();
  });

  it('[TAB6] is taken by a thief at once, and the one before learns that it is lost', async () => {
    const { open, log } = setUp();
    const [first, second] = [open('a'), open('b')];
    first.queue();
    await until(() => log.length > 0);
    second.queue();

    second.steal();
    await until(() => log.length > 2);

    expect(log.toSorted()).toEqual(['a granted', 'a lost', 'b granted']);
    second.release();
  });

  it('[TAB7] queues again after it was lost', async () => {
    const { open, log } = setUp();
    const [first, second] = [open('a'), open('b')];
    first.queue();
    await until(() => log.length > 0);
    second.steal();
    await until(() => log.length > 2);

    first.queue();
    second.release();
    await until(() => log.length > 3);

    expect(log.at(-1)).toBe('a granted');
    first.release();
  });

  it('[TAB5] tells nothing of a claim that was given up, and leaves neither lock nor place behind', async () => {
    const { open, log } = setUp();
    const [first, second, third] = [open('a'), open('b'), open('c')];
    first.queue();
    first.release();
    second.queue();
    third.queue();
    await until(() => log.length > 0);

    third.release();
    second.release();
    first.queue();
    await until(() => log.length > 1);

    expect(log).toEqual(['b granted', 'a granted']);
    first.release();
  });

  it('[TAB15] stolen from oneself is one claim only', async () => {
    const { open, log } = setUp();
    const tab = open('a');
    tab.queue();
    await until(() => log.length > 0);

    tab.steal();
    await until(() => log.length > 1);
    await new Promise<void>((resolve) => setImmediate(resolve));

    expect(log).toEqual(['a granted', 'a granted']);
    tab.release();
  });
});

it('[TAB3] a claim that the browser refuses is told as refused', async () => {
  const log: string[] = [];
  const refusing: StealableLocks = { request: () => Promise.reject(new DOMException('No', 'SecurityError')) };
  createTabLock(refusing, 'x', (signal) => log.push(signal)).queue();
  await until(() => log.length > 0);

  expect(log).toEqual(['refused']);
});

it('[TAB5] a lock that is granted to a page asleep is given back when it wakes', async () => {
  const locks = createFakeLocks();
  const [holder, sleeper] = [createFakeProcess(fakeClock()), createFakeProcess(fakeClock())];
  const log: string[] = [];
  const first = createTabLock(locks.openTab(holder), 'x', () => undefined);
  const second = createTabLock(locks.openTab(sleeper), 'x', (signal) => log.push(signal));
  first.queue();
  second.queue();
  sleeper.sleep();
  first.release();
  await until(() => locks.holder('x') === sleeper);

  second.release();
  sleeper.wake();
  await until(() => locks.holder('x') === null);

  expect([log, locks.holder('x'), locks.waiting('x')]).toEqual([[], null, 0]);
});

it('[TAB5] a lock that was stolen, and given up before it was granted, goes to the next', async () => {
  const locks = createFakeLocks().openTab(createFakeProcess(fakeClock()));
  const log: string[] = [];
  const [first, second] = ['a', 'b'].map((tab) => createTabLock(locks, 'x', (signal) => log.push(`${tab} ${signal}`)));
  first?.steal();
  second?.queue();

  first?.release();
  await until(() => log.length > 0);

  expect(log).toEqual(['b granted']);
});
