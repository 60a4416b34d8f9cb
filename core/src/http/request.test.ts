import * as v from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { fakeClock } from '../testing/index.ts';
import { installSession, REQUEST_DEADLINE_MS, request } from './index.ts';

const ORDER = v.looseObject({ order_id: v.number() });

let undo = (): void => undefined;
afterEach(() => undo());

it('[HTTP2] gives an answer of the asked shape', async () => {
  undo = installSession({ fetch: async () => Response.json({ order_id: 1001, more: true }) });

  expect(await request({ path: '/x', answer: ORDER }, fakeClock())).toEqual({ data: { order_id: 1001, more: true } });
});

it('[HTTP2] names what is wrong with an answer of another shape', async () => {
  undo = installSession({ fetch: async () => Response.json({ order_id: 'x' }) });

  expect(await request({ path: '/x', answer: ORDER }, fakeClock())).toMatchObject({
    error: { code: 'BAD_ANSWER', message: expect.stringContaining('order_id') },
  });
});

it('[HTTP2] gives up on an answer that does not come, and aborts its request', async () => {
  const clock = fakeClock();
  let signal: AbortSignal | null | undefined;
  undo = installSession({
    fetch: (_path, init) => {
      signal = init?.signal;
      return new Promise(() => undefined);
    },
  });

  const answer = request({ path: '/x', answer: ORDER }, clock);
  clock.advance(REQUEST_DEADLINE_MS);

  expect(await answer).toMatchObject({ error: { code: 'OFFLINE' } });
  expect(signal?.aborted).toBe(true);
  expect(clock.pending()).toBe(0);
});

it.each(['before', 'after'] as const)('[HTTP3] ends at once when its signal aborts, %s it was sent', async (when) => {
  const clock = fakeClock();
  const asker = new AbortController();
  let signal: AbortSignal | null | undefined;
  undo = installSession({
    fetch: (_path, init) => {
      signal = init?.signal;
      return new Promise(() => undefined);
    },
  });

  if (when === 'before') asker.abort();
  const answer = request({ path: '/x', answer: ORDER, signal: asker.signal }, clock);
  asker.abort();
  expect(clock.pending()).toBe(0);

  expect(await answer).toMatchObject({ error: { code: 'OFFLINE' } });
  expect(signal?.aborted).toBe(true);
});
