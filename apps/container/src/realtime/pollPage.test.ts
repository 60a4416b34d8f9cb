// @vitest-environment node
import { fakeClock } from '@vppos/core/testing';
import type { Cursor } from '@vppos/core/types';
import { expect, it } from 'vitest';
import { settle } from '../auth/testing/settle.ts';
import { createPollPage, PAGE_LIMIT_CHARS } from './pollPage.ts';

interface Asked {
  readonly url: string;
  readonly init: RequestInit;
}

/** Polls once at a server that answers as the test says. */
async function poll(answer: (asked: Asked) => Response | Promise<Response>, after: string | null = 'e-1') {
  const clock = fakeClock();
  const asked: Asked[] = [];
  const leaving = new AbortController();
  const pollPage = createPollPage({
    clock,
    pollUrl: '/api/v1/events',
    fetch: async (url, init) => {
      asked.push({ url, init });
      return answer({ url, init });
    },
  });
  // What the test says is a cursor is one.
  const outcome = pollPage({ after: after as Cursor | null, token: 't', clientId: 'browser', signal: leaving.signal });
  await settle();
  return { asked, outcome, clock, leaving };
}

const json = (body: unknown): Response => new Response(JSON.stringify(body));

/** A server that hangs until it is left. */
const hang = ({ init }: Asked): Promise<Response> =>
  new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(init.signal?.reason)));

it('[DEG2] sends the cursor, the token and the client id, and reads the events as frames', async () => {
  const { asked, outcome, clock } = await poll(() =>
    json({
      events: [{ id: 'e-2', event: 'notify', data: { message: 'Đã nhận 250.000₫' }, extra: 1 }],
      cursor: 'e-4',
      more: true,
      resync: { reason: 'tomorrow' },
      extra: 1,
    }),
  );

  expect(await outcome).toEqual({
    ok: true,
    page: {
      events: [{ id: 'e-2', type: 'notify', json: '{"message":"Đã nhận 250.000₫"}' }],
      cursor: 'e-4',
      more: true,
      resync: 'tomorrow',
    },
  });
  expect(asked[0]?.url).toBe('/api/v1/events?after=e-1');
  expect(asked[0]?.init.headers).toEqual({ Authorization: 'Bearer t', 'X-Client-Id': 'browser' });
  expect(clock.pending()).toBe(0);
});

it('[DEG8] asks without a cursor where there is none', async () => {
  const { asked, outcome } = await poll(() => json({ events: [], cursor: 'e-9', more: false }), null);

  expect([await outcome, asked[0]?.url]).toEqual([
    { ok: true, page: { events: [], cursor: 'e-9', more: false } },
    '/api/v1/events',
  ]);
});

it.each([
  ['HTML', () => new Response('<html>'), { kind: 'wrongType' }],
  ['nothing', () => new Response(null), { kind: 'wrongType' }],
  ['a page without a cursor', () => json({ events: [], more: false }), { kind: 'wrongType' }],
  ['a cursor that is none', () => json({ events: [], cursor: 'e 1', more: false }), { kind: 'wrongType' }],
  [
    'an event without data',
    () => json({ events: [{ id: 'e-2', event: 'x' }], cursor: 'e-2', more: false }),
    { kind: 'wrongType' },
  ],
  ['204', () => new Response(null, { status: 204 }), { kind: 'status', status: 204, retryAfterMs: null }],
  [
    '503',
    () => new Response('{}', { status: 503, headers: { 'retry-after': '7' } }),
    { kind: 'status', status: 503, retryAfterMs: 7000 },
  ],
  ['no answer', () => Promise.reject(new TypeError('fetch failed')), { kind: 'network' }],
  [
    'half an answer',
    () =>
      new Response(
        new ReadableStream({
          start: (body) => {
            body.enqueue(new TextEncoder().encode('{"events":['));
            body.error(new TypeError('cut'));
          },
        }),
      ),
    { kind: 'network' },
  ],
])('[DEG11] tells %s as what it is, and never rejects', async (_name, answer, failure) => {
  const { outcome, clock } = await poll(answer);

  expect(await outcome).toEqual({ ok: false, failure });
  expect(clock.pending()).toBe(0);
});

it('[DEG11] reads no more of an answer than 4,194,304 characters', async () => {
  const chunk = new TextEncoder().encode(' '.repeat(65_536));
  let sent = 0;
  const { outcome } = await poll(
    () =>
      new Response(
        new ReadableStream({
          pull: (body) => {
            sent += chunk.length;
            body.enqueue(chunk);
          },
        }),
      ),
  );

  expect(await outcome).toEqual({ ok: false, failure: { kind: 'tooLong' } });
  expect(sent).toBeLessThan(PAGE_LIMIT_CHARS + 4 * chunk.length);
});

it('[DEG11] gives the whole answer 10 s', async () => {
  const { outcome, clock, asked } = await poll(hang);
  clock.advance(9999);
  const before = asked[0]?.init.signal?.aborted;

  clock.advance(1);

  expect([before, await outcome]).toEqual([false, { ok: false, failure: { kind: 'network' } }]);
});

it('[DEG11] is let go of by its signal', async () => {
  const { outcome, clock, leaving } = await poll(hang);

  leaving.abort();

  expect(await outcome).toEqual({ ok: false, failure: { kind: 'network' } });
  expect(clock.pending()).toBe(0);
});
