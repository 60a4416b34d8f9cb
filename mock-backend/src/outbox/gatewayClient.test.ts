import { fakeClock } from '@vppos/core/testing';
import { describe, expect, it } from 'vitest';
import { type GatewayClient, httpGatewayClient } from './gatewayClient.ts';

const request = { event: 'notify', data: { message: 'a' }, target: 'company', companyId: 1 } as const;

/** A client whose every request gets this answer. */
function clientOf(answer: (init: RequestInit) => Response | Promise<Response>, clock = fakeClock()): GatewayClient {
  return httpGatewayClient({
    baseUrl: () => 'http://gateway',
    serviceToken: async () => 'token',
    fetch: async (_url, init) => answer(init ?? {}),
    clock,
  });
}

const hang = (init: RequestInit): Promise<Response> =>
  new Promise((_resolve, reject) => {
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
  });

describe('publish', () => {
  it('[OUTBOX8] shows a service token', async () => {
    let seen: unknown;
    const client = clientOf((init) => {
      seen = init.headers;
      return new Response('{}', { status: 202 });
    });

    expect(await client.publish(request)).toEqual({ kind: 'accepted' });
    expect(seen).toMatchObject({ authorization: 'Bearer token', 'content-type': 'application/json' });
  });

  it.each([400, 404, 409, 413, 422])('[OUTBOX4] is refused for good with %d, problem included', async (status) => {
    const problem = { type: 'urn:x', title: 'No', status, errors: [{ path: 'data.total', message: 'x' }] };

    expect(await clientOf(() => Response.json(problem, { status })).publish(request)).toEqual({
      kind: 'refused',
      status,
      problem,
    });
  });

  it('[OUTBOX4] keeps the first words of a refusal that is no problem', async () => {
    const answer = await clientOf(() => new Response('<html>', { status: 404 })).publish(request);

    expect(answer).toMatchObject({ kind: 'refused', problem: { status: 404, detail: '<html>' } });
  });

  it.each([401, 403, 429, 500, 502, 503])(
    '[OUTBOX3] is to be repeated after %d, and after what it asks for',
    async (status) => {
      const headers = { 'retry-after': '7' };

      expect(await clientOf(() => new Response('', { status, headers })).publish(request)).toMatchObject({
        kind: 'retry',
        retryAfterMs: 7000,
      });
      expect(await clientOf(() => new Response('', { status })).publish(request)).toMatchObject({ retryAfterMs: 0 });
    },
  );

  it('[OUTBOX3] is to be repeated when nobody answers, at all or in time', async () => {
    const gone = await clientOf(() => Promise.reject(new TypeError('fetch failed'))).publish(request);
    const clock = fakeClock();
    const slow = clientOf(hang, clock).publish(request);
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(10_000);

    expect(gone).toMatchObject({ kind: 'retry' });
    expect(await slow).toMatchObject({ kind: 'retry', reason: expect.stringContaining('10000 ms') });
    expect(clock.pending()).toBe(0);
  });
});

describe('currentCursor', () => {
  it('[ORDER7] is that of the log', async () => {
    expect(await clientOf(() => Response.json({ events: [], cursor: 'e-5', more: false })).currentCursor()).toBe('e-5');
  });

  it.each([
    () => new Response('', { status: 503 }),
    () => Response.json({ cursor: 'no cursor' }),
    () => Response.json({}),
    () => new Response('<html>'),
  ])('[ORDER7] is null when the answer holds none (%#)', async (answer) => {
    expect(await clientOf(answer).currentCursor()).toBeNull();
  });

  it('[ORDER7] is null after 500 ms', async () => {
    const clock = fakeClock();
    const cursor = clientOf(hang, clock).currentCursor();
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(500);

    expect(await cursor).toBeNull();
  });
});
