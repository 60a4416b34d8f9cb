// @vitest-environment node
import { fakeClock } from '@vppos/core/testing';
import { describe, expect, it } from 'vitest';
import { createExclusively, SESSION_TURNS, type TabLocks } from './exclusively.ts';
import { settle } from './testing/settle.ts';

// Node's own Web Locks are the same code as a browser's; each test has them to itself under one name.
const realLocks: TabLocks = navigator.locks;

describe.each([
  ['a queue, where the browser has no locks', null],
  ['Web Locks', realLocks],
])('exclusively, with %s', (_name, locks) => {
  it('[SESS22] runs one call to the login service at a time, in order', async () => {
    const exclusively = createExclusively(locks, fakeClock());
    const log: string[] = [];
    const task = (name: string) => async () => {
      log.push(`${name} begins`);
      await settle();
      log.push(`${name} ends`);
      return name;
    };

    const results = await Promise.all([exclusively(task('a')), exclusively(task('b'))]);

    expect(results).toEqual(['a', 'b']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('[SESS22] goes on without its turn after 3 s, as a frozen tab never gives one back', async () => {
    const clock = fakeClock();
    const exclusively = createExclusively(locks, clock);
    const frozen = Promise.withResolvers<void>();
    const holding = exclusively(() => frozen.promise);
    await settle();
    const waiting = exclusively(async () => 'done');
    await settle();

    clock.advance(SESSION_TURNS.patienceMs);

    expect(await waiting).toBe('done');
    frozen.resolve();
    await holding;
  });

  it('[SESS22] hands the turn on after a task that throws, and leaves no timer', async () => {
    const clock = fakeClock();
    const exclusively = createExclusively(locks, clock);

    const failed = await exclusively(() => Promise.reject(new Error('no'))).catch(() => 'threw');
    const next = await exclusively(async () => 'next');

    expect([failed, next, clock.pending()]).toEqual(['threw', 'next', 0]);
  });
});
