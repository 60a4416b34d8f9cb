import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { realClock } from '@vppos/core/time';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SourceFrame, SourceListener } from '../src/realtime/source.ts';
import { createOpenSource } from '../src/realtime/transport.ts';

type Failure = Parameters<SourceListener['onFailure']>[0];
type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A real HTTP server that misbehaves as the test says, and the real polyfill against it. */
let server: Server;
let handler: Handler;
let requests: IncomingMessage[];
let base: string;

beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The polyfill prints every refusal; what is proved here is told to the listener.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(async () => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Opens one source and collects what it tells until `isEnough`. */
function openSource(url = '/stream', headers: Record<string, string> = {}) {
  const frames: SourceFrame[] = [];
  const failures: Failure[] = [];
  const told = { accepted: 0 };
  const changed: (() => void)[] = [];
  const wake = (): void => {
    for (const look of changed) look();
  };
  const close = createOpenSource({ fetch, clock: realClock })(
    { url: `${base}${url}`, headers },
    {
      onAccepted: () => {
        told.accepted += 1;
        wake();
      },
      onFrame: (frame) => {
        frames.push(frame);
        wake();
      },
      onFailure: (failure) => {
        failures.push(failure);
        wake();
      },
    },
  );
  const until = (isEnough: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (isEnough()) resolve();
      };
      changed.push(look);
      look();
    });
  return { frames, failures, told, close, until, failed: () => until(() => failures.length > 0) };
}

function stream(response: ServerResponse): ServerResponse {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.flushHeaders();
  return response;
}

const frame = (id: string, type: string, data: string): string => `id: ${id}\nevent: ${type}\ndata: ${data}\n\n`;

describe('the real polyfill', () => {
  it('[CONN33] sends the headers and the cursor in the query, and hands over every frame, of any name', async () => {
    handler = (_request, response) => {
      stream(response).write(
        `retry: 1000\n${frame('e-1', 'order_paid', '{"a":1}')}${frame('e-2', 'table_moved', '{}')}`,
      );
      response.write(
        `: comment\n\nid: e-9\n\n${frame('e-3', 'error', '{"of":"the server"}')}event: stream.hello\ndata: {}\n\n`,
      );
    };
    const source = openSource('/stream?lastEventId=e-0', { Authorization: 'Bearer t', 'X-Client-Id': 'tab' });
    await source.until(() => source.frames.length === 4);
    source.close();

    expect(source.frames).toEqual([
      { type: 'order_paid', id: 'e-1', json: '{"a":1}' },
      { type: 'table_moved', id: 'e-2', json: '{}' },
      { type: 'error', id: 'e-3', json: '{"of":"the server"}' },
      { type: 'stream.hello', id: 'e-3', json: '{}' },
    ]);
    expect([source.told.accepted, source.failures]).toEqual([1, []]);
    expect(requests[0]?.url).toBe('/stream?lastEventId=e-0');
    expect(requests[0]?.headers).toMatchObject({
      authorization: 'Bearer t',
      'x-client-id': 'tab',
      accept: 'text/event-stream',
    });
    expect(requests[0]?.headers).not.toHaveProperty('last-event-id');
  });

  it('[CONN34] tells a refusal with its status and its Retry-After', async () => {
    handler = (_request, response) => response.writeHead(503, { 'retry-after': '7' }).end('busy');
    const busy = openSource();
    await busy.failed();
    handler = (_request, response) => response.writeHead(401).end();
    const refused = openSource();
    await refused.failed();

    expect(busy.failures).toEqual([{ kind: 'status', status: 503, retryAfterMs: 7000 }]);
    expect(refused.failures).toEqual([{ kind: 'status', status: 401, retryAfterMs: null }]);
  });

  it('[CONN34] tells an answer that is no event stream', async () => {
    handler = (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    const source = openSource();

    await source.failed();

    expect([source.failures, source.told.accepted]).toEqual([[{ kind: 'wrongType' }], 0]);
  });

  it('[CONN34] tells an end, a reset in a frame and a server that is not there; half a frame is none', async () => {
    handler = (_request, response) =>
      stream(response).end(`${frame('e-1', 'notify', '{}')}id: e-2\nevent: notify\ndata: {"ha`);
    const ended = openSource();
    await ended.failed();
    handler = (_request, response) => {
      stream(response).write(`${frame('e-1', 'notify', '{}')}id: e-2\nevent: notify\ndata: {}`, () =>
        response.destroy(),
      );
    };
    const reset = openSource();
    await reset.failed();
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    });
    const nobody = openSource();
    await nobody.failed();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

    expect([ended, reset, nobody].map(({ failures }) => failures)).toEqual([
      [{ kind: 'ended' }],
      [{ kind: 'network' }],
      [{ kind: 'network' }],
    ]);
    expect([ended, reset].map(({ frames }) => frames.map(({ id }) => id))).toEqual([['e-1'], ['e-1']]);
  });

  it('[CONN34] reads characters that arrive in halves', async () => {
    const bytes = new TextEncoder().encode(frame('e-1', 'notify', '{"message":"Đã nhận 250.000₫ 🧾"}'));
    handler = async (_request, response) => {
      stream(response);
      // Each gets a turn of its own, so that the reader takes it alone.
      for (const byte of bytes) {
        await new Promise((resolve) => response.write(Uint8Array.of(byte), () => setImmediate(resolve)));
      }
    };
    const source = openSource();

    await source.until(() => source.frames.length === 1);
    source.close();

    expect(source.frames[0]?.json).toBe('{"message":"Đã nhận 250.000₫ 🧾"}');
  });

  it('[CONN35] is one request: it never retries, whatever ended it', async () => {
    handler = (_request, response) => stream(response).end(frame('e-1', 'notify', '{}'));
    const ended = openSource();
    await ended.failed();
    handler = (_request, response) => response.writeHead(500).end();
    const failed = openSource();
    await failed.failed();

    // Real time: the polyfill has taken its timers at import, and retries after 1 s at the soonest.
    await new Promise((resolve) => setTimeout(resolve, 1300));

    expect(requests).toHaveLength(2);
  });

  it('[CONN35] tells nothing after it was closed, and lets go of its socket', async () => {
    const gone = Promise.withResolvers<void>();
    handler = (request, response) => {
      request.on('close', () => gone.resolve());
      stream(response).write(frame('e-1', 'notify', '{}') + frame('e-2', 'notify', '{}'));
    };
    const source = openSource();
    await source.until(() => source.frames.length > 0);
    const before = source.frames.length;

    source.close();
    source.close();
    await gone.promise;

    expect([source.frames.length, source.failures]).toEqual([before, []]);
  });

  it('[CONN35] stops within the frame whose listener closes it', async () => {
    handler = (_request, response) =>
      stream(response).write(frame('e-1', 'notify', '{}') + frame('e-2', 'notify', '{}'));
    const seen: string[] = [];
    const done = Promise.withResolvers<void>();
    const close = createOpenSource({ fetch, clock: realClock })(
      { url: `${base}/stream`, headers: {} },
      {
        onAccepted: () => undefined,
        onFrame: ({ id }) => {
          seen.push(id);
          close();
          done.resolve();
        },
        onFailure: () => seen.push('failed'),
      },
    );

    await done.promise;

    expect(seen).toEqual(['e-1']);
  });

  it('[CONN36] says nothing while a proxy holds the first frame back', async () => {
    handler = (_request, response) => stream(response);
    const source = openSource();

    await source.until(() => source.told.accepted === 1);
    source.close();

    expect([source.frames, source.failures]).toEqual([[], []]);
  });
});
