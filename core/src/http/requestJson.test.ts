import { afterEach, describe, expect, it } from 'vitest';
import { installSession, requestJson } from './index.ts';

let undo = (): void => undefined;
afterEach(() => undo());

/** A session whose every answer is `answer`; keeps what it was asked. */
function sessionAnswering(answer: () => Response): { path: string; init: RequestInit | undefined }[] {
  const asked: { path: string; init: RequestInit | undefined }[] = [];
  undo = installSession({
    fetch: async (path, init) => {
      asked.push({ path, init });
      return answer();
    },
  });
  return asked;
}

describe('requestJson', () => {
  it("[HTTP1] goes through the container's session, with JSON both ways", async () => {
    const asked = sessionAnswering(() => Response.json({ order_id: 1001 }, { status: 201 }));

    const result = await requestJson({ path: '/api/v1/orders', body: { items: [] } });

    expect(result).toEqual({ data: { order_id: 1001 } });
    expect(asked).toMatchObject([{ path: '/api/v1/orders', init: { method: 'POST', body: '{"items":[]}' } }]);
  });

  it('[HTTP1] gives a problem as a value, with the sentence the server wrote', async () => {
    sessionAnswering(() =>
      Response.json({ type: 'about:blank', title: 'Conflict', status: 409, detail: 'Đơn đã hủy.' }, { status: 409 }),
    );

    expect(await requestJson({ path: '/x' })).toMatchObject({
      error: { code: 'PROBLEM', status: 409, message: 'Đơn đã hủy.' },
    });
  });

  it('[HTTP1] gives HTML, an empty body and broken JSON as NOT_JSON', async () => {
    for (const answer of [
      () => new Response('<html>', { status: 502 }),
      () => new Response('', { status: 200 }),
      () => new Response('{"a":'),
    ]) {
      sessionAnswering(answer);
      expect(await requestJson({ path: '/x' })).toMatchObject({ error: { code: 'NOT_JSON' } });
      undo();
    }
  });

  it('[HTTP1] gives no answer at all as OFFLINE, and no session as NO_SESSION', async () => {
    undo = installSession({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    expect(await requestJson({ path: '/x' })).toMatchObject({ error: { code: 'OFFLINE' } });
    undo();

    expect(await requestJson({ path: '/x' })).toMatchObject({ error: { code: 'NO_SESSION' } });
  });
});
