import { fakeClock } from '@vppos/core/testing';
import { describe, expect, it } from 'vitest';
import { createLoginLimiter, LOCK_MS, MAX_WRONG_PASSWORDS } from './loginLimiter.ts';

const right = async () => 'user';
const wrong = async () => null;

/** Lets every promise that can settle do so. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('createLoginLimiter', () => {
  it('[LOGIN3] counts guesses made at once like guesses in a row', async () => {
    const clock = fakeClock();
    const limiter = createLoginLimiter(clock);
    let tried = 0;
    const guesses = Array.from({ length: 20 }, () =>
      limiter.run('key', async () => {
        tried += 1;
        return null;
      }),
    );
    for (let n = 0; n < MAX_WRONG_PASSWORDS; n += 1) {
      await settle();
      clock.advance(2000);
    }
    const answers = await Promise.all(guesses);

    expect(tried).toBe(MAX_WRONG_PASSWORDS);
    expect(answers.filter(({ kind }) => kind === 'wait')).toHaveLength(20 - MAX_WRONG_PASSWORDS);
    expect(clock.pending()).toBe(0);
  });

  it('[LOGIN3] answers each wrong password later than the one before', async () => {
    const clock = fakeClock();
    const limiter = createLoginLimiter(clock);
    const delays: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const askedAt = clock.now();
      const answer = limiter.run('key', wrong).then(() => delays.push(clock.now() - askedAt));
      await settle();
      while (clock.pending() > 0) clock.advance(100);
      await answer;
    }

    expect(delays).toEqual([200, 400, 800]);
  });

  it('[LOGIN3] forgets wrong passwords after a right one', async () => {
    const clock = fakeClock();
    const limiter = createLoginLimiter(clock);
    for (let n = 0; n < 12; n += 1) {
      const answer = limiter.run('key', n % 4 === 3 ? right : wrong);
      await settle();
      clock.advance(2000);
      expect((await answer).kind).toBe('done');
    }
  });

  it('[LOGIN3] refuses another guess right after the wait if that one is wrong too', async () => {
    const clock = fakeClock();
    const limiter = createLoginLimiter(clock);
    const guess = async () => {
      const answer = limiter.run('key', wrong);
      await settle();
      clock.advance(2000);
      return (await answer).kind;
    };
    for (let n = 0; n < MAX_WRONG_PASSWORDS; n += 1) await guess();
    clock.advance(LOCK_MS);

    expect(await guess()).toBe('done');
    expect(await guess()).toBe('wait');
  });

  it('goes on to the next attempt when one fails', async () => {
    const limiter = createLoginLimiter(fakeClock());
    const failed = limiter.run('key', () => Promise.reject(new Error('disk')));
    const next = limiter.run('key', right);

    await expect(failed).rejects.toThrow('disk');
    expect(await next).toEqual({ kind: 'done', value: 'user' });
  });
});
