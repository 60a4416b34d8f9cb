import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, realClock } from '@vppos/core/time';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createConnectionConfig } from '../src/realtime/config.ts';
import { createConnection } from '../src/realtime/connection.ts';
import type { ConnectionStatus } from '../src/realtime/connectionStatus.ts';
import { createInbox } from '../src/realtime/delivery/inbox.ts';
import { createPollPage } from '../src/realtime/pollPage.ts';
import { createRecordingBus } from '../src/realtime/testing/testConnection.ts';
import { createOpenSource } from '../src/realtime/transport.ts';

type Handler = (response: ServerResponse, request: IncomingMessage) => unknown;

/** Waits are those of the page, ten times as fast. */
const SPEED = 10;
const fastClock: Clock = {
  now: () => realClock.now() * SPEED,
  after: (ms, run) => realClock.after(ms / SPEED, run),
};

/** A real HTTP server that misbehaves as the test says; one handler a stream, the last one for all that follow. */
let server: Server;
let streams: Handler[];
let poll: Handler;
let requests: IncomingMessage[];
let stop: () => void;

beforeEach(async () => {
  streams = [];
  requests = [];
  poll = (response) => response.writeHead(503).end();
  server = createServer((request, response) => {
    const isStream = request.url?.startsWith('/stream') ?? false;
    if (isStream) requests.push(request);
    const handler = isStream ? (streams.length > 1 ? streams.shift() : streams[0]) : poll;
    void handler?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The polyfill prints every refusal.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(async () => {
  stop();
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** A connection over the real polyfill. `until` waits for what a test expects, as long as the test may last. */
function connect() {
  const bus = createRecordingBus();
  const statuses: ConnectionStatus[] = [];
  const looks = new Set<() => void>();
  const look = (): void => {
    for (const each of looks) each();
  };
  bus.whileDelivering = look;
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  const inbox = createInbox({ bus, clock: fastClock });
  let tokens = 1;
  const config = createConnectionConfig({
    environment: 'test',
    streamUrl: '/stream',
    pollUrl: '/poll',
    baseDelayMs: 20,
    maxDelayMs: 100,
  });
  const fetchHere = (path: string, init: RequestInit): Promise<Response> => fetch(`${base}${path}`, init);
  const connection = createConnection({
    clock: fastClock,
    random: Math.random,
    openSource: createOpenSource({ fetch: fetchHere, clock: fastClock }),
    pollPage: createPollPage({ fetch: fetchHere, clock: fastClock, pollUrl: config.pollUrl }),
    isAnyTabVisible: () => true,
    tokens: {
      accessToken: async () => ({ ok: true, token: `token-${tokens}` }),
      refresh: async () => {
        tokens += 1;
        return { ok: true, token: `token-${tokens}` };
      },
    },
    inbox,
    onStatus: (status) => {
      statuses.push(status);
      look();
    },
    clientId: 'browser',
    onSignedOut: () => undefined,
    config,
  });
  stop = connection.start();
  const until = (isEnough: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const each = (): void => {
        if (isEnough()) resolve();
      };
      looks.add(each);
      each();
    });
  return {
    bus,
    inbox,
    connection,
    statuses,
    until,
    ids: () => bus.events.map(({ id }) => id),
    reasons: () => statuses.flatMap(({ reason }) => reason ?? []),
  };
}

const frame = (id: string, type: string, data: object): string =>
  `${id && `id: ${id}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
const notify = (seq: number, message = 'Đã nhận 250.000₫'): string =>
  frame(`e-${seq}`, 'notify', { message, occurred_at: 0 });
const HELLO = frame('', 'stream.hello', {
  client_id: 'browser',
  heartbeat_ms: 1000,
  replay: 'follows',
  token_expires_at: 0,
  server_time: 0,
});
const live = (seq: number): string => frame(`e-${seq}`, 'stream.live', { cursor: `e-${seq}`, replayed: 0 });

function accept(response: ServerResponse, text = HELLO): ServerResponse {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.write(text);
  return response;
}

/** Where a request wants to go on; 0 from the beginning. */
const after = ({ url }: IncomingMessage): number => Number(/lastEventId=e-(\d+)/.exec(url ?? '')?.[1] ?? 0);

const cursors = (): number[] => requests.map(after);

it('[CONN45] loses and doubles nothing on a line that flaps', async () => {
  streams = [
    (response, request) => accept(response, HELLO + notify(after(request) + 1)).end(notify(after(request) + 2)),
  ];
  const { until, ids } = connect();

  await until(() => ids().length >= 40);

  expect(ids().slice(0, 40)).toEqual(Array.from({ length: 40 }, (_, index) => `e-${index + 1}`));
});

it.each([
  ['silent', () => undefined],
  [
    'full of comments only',
    (response: ServerResponse) => {
      const timer = setInterval(() => response.write(': still here\n\n'), 50);
      response.on('close', () => clearInterval(timer));
    },
  ],
])('[CONN45] leaves a stream that is %s, and goes on from its cursor', async (_name, goOn) => {
  streams = [
    (response) => {
      goOn(accept(response, HELLO + live(1) + notify(2)));
    },
    (response) => void accept(response, HELLO + notify(3) + live(3)),
  ];
  const { until, ids, reasons } = connect();

  await until(() => ids().length === 2);

  expect([ids(), reasons(), cursors()]).toEqual([['e-2', 'e-3'], ['silence'], [0, 2]]);
});

it.each([
  ['half a frame', new TextEncoder().encode(notify(2)).slice(0, -2)],
  // `₫` takes three bytes; the second is the last to come.
  ['half a character', cutInside(notify(2), '₫')],
])('[CONN45] takes no event out of %s before a reset, and gets it whole with the next stream', async (_name, bytes) => {
  streams = [
    (response) => {
      accept(response, HELLO + live(1));
      response.write(bytes, () => response.destroy());
    },
    (response) => void accept(response, HELLO + notify(2) + live(2)),
  ];
  const { bus, until, ids, reasons } = connect();

  await until(() => ids().length === 1);

  expect([reasons(), cursors(), bus.invalid]).toEqual([['network'], [0, 1], []]);
  expect(bus.events[0]?.data).toMatchObject({ message: 'Đã nhận 250.000₫' });
});

it('[CONN45] waits 10 s for headers, not longer, and does not mind slow ones', async () => {
  streams = [
    () => undefined,
    (response) => void realClock.after(5000 / SPEED, () => accept(response, HELLO + live(1))),
  ];
  const { until, statuses, reasons } = connect();

  await until(() => statuses.at(-1)?.state === 'live');

  expect([reasons(), requests.length]).toEqual([['timeout'], 2]);
});

it('[CONN45] polls when the first frame is held back twice, until a stream is proven', async () => {
  poll = (response, request) => {
    const seen = Number(/after=e-(\d+)/.exec(request.url ?? '')?.[1]);
    const event = { id: 'e-7', event: 'notify', data: { message: 'by poll', occurred_at: 0 } };
    const page = { events: seen < 7 ? [event] : [], cursor: Number.isNaN(seen) ? 'e-6' : 'e-7', more: seen < 7 };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
  };
  streams = [(response) => void accept(response, ': padding\n')];
  const { bus, until, statuses, reasons, connection } = connect();

  await until(() => bus.events.length === 1);
  const degraded = statuses.at(-1)?.degraded;
  streams = [(response) => void accept(response, HELLO + live(7) + notify(8))];
  connection.command('retry');
  await until(() => bus.events.length === 2);

  expect(bus.events.map(({ id, via }) => [id, via])).toEqual([
    ['e-7', 'poll'],
    ['e-8', 'sse'],
  ]);
  expect([degraded, statuses.at(-1)?.degraded, reasons().slice(0, 2)]).toEqual([true, false, ['mute', 'mute']]);
  expect(bus.resyncs).toEqual(['polling']);
});

it('[CONN45] reads what comes byte by byte', async () => {
  streams = [
    async (response) => {
      accept(response, '');
      for (const byte of new TextEncoder().encode(HELLO + live(1) + notify(2))) {
        // Each gets a turn of its own, so that the reader takes it alone.
        await new Promise((resolve) => response.write(Uint8Array.of(byte), () => setImmediate(resolve)));
      }
    },
  ];
  const { bus, until } = connect();

  await until(() => bus.events.length === 1);

  expect(bus.events[0]?.data).toMatchObject({ message: 'Đã nhận 250.000₫' });
});

it('[CONN45] heeds a real Retry-After, and no status ends its trying', async () => {
  const refuse =
    (status: number, headers = {}): Handler =>
    (response) =>
      void response.writeHead(status, headers).end();
  streams = [
    refuse(503, { 'retry-after': '2' }),
    refuse(204),
    refuse(404),
    (response) => void accept(response, HELLO + live(1)),
  ];
  const { until, statuses, reasons } = connect();

  await until(() => statuses.at(-1)?.state === 'live');
  const first = statuses.find(({ reason }) => reason === 'http_503');

  expect([...new Set(reasons())]).toEqual(['http_503', 'http_204', 'http_404']);
  expect((first?.retryAt ?? 0) - (first?.since ?? 0)).toBe(2000);
});

it('[CONN45] comes back with a new token after a 401', async () => {
  streams = [(response) => void response.writeHead(401).end(), (response) => void accept(response, HELLO + live(1))];
  const { until, statuses } = connect();

  await until(() => statuses.at(-1)?.state === 'live');

  expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
});

it('[CONN45] takes 100 MB through one stream, event by event', async () => {
  const count = 1600;
  const text = 'x'.repeat(65_536);
  streams = [
    async (response) => {
      accept(response, HELLO + live(0));
      for (let seq = 1; seq <= count; seq += 1) {
        if (!response.write(notify(seq, text))) await new Promise((resolve) => response.once('drain', resolve));
      }
    },
  ];
  const { bus, until, inbox } = connect();
  let bytes = 0;
  bus.publishEvent = ({ data }) => {
    bytes += (data as { message: string }).message.length;
    if (bytes === count * text.length) bus.whileDelivering({} as never);
  };

  await until(() => bytes === count * text.length);

  expect([requests.length, inbox.counts()]).toEqual([1, { delivered: count, duplicates: 0, broken: 0, invalid: 0 }]);
});

/** The bytes of `text` up to the first byte of its last `character`. */
function cutInside(text: string, character: string): Uint8Array {
  return new TextEncoder().encode(text.slice(0, text.lastIndexOf(character) + 1)).slice(0, -1);
}
