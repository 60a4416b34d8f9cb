import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { PublishRequest } from '@vppos/core/types';

/** One answer out of the ordinary; `lost`: the gateway has it, but its answer never arrives. */
type OddAnswer = { status: number; headers?: Record<string, string>; body?: unknown } | 'lost';

/** A gateway that remembers what it is told. Extend it here when the backend asks for more than these three endpoints. */
export interface FakeGateway {
  readonly url: string;
  /** What was accepted, each idempotency key once, in order. */
  readonly published: PublishRequest[];
  /** The sessions whose end it was told of. */
  readonly revoked: string[];
  /** Every POST it got, accepted or not. */
  readonly posts: { path: string; authorization: string; body: PublishRequest }[];
  /** The next POSTs get these answers; then it accepts again. */
  readonly odd: OddAnswer[];
  cursor: string | null;
  /** Settles once so many events are accepted. */
  until(count: number): Promise<void>;
  untilRevoked(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function startFakeGateway(): Promise<FakeGateway> {
  const waiting: { isDone: () => boolean; resolve: () => void }[] = [];
  const until = (isDone: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (isDone()) resolve();
      else waiting.push({ isDone, resolve });
    });
  const state = { published: [], revoked: [], posts: [], odd: [], cursor: 'e1-7' } as unknown as FakeGateway;
  const keys = new Set<string>();

  const accept = (path: string, body: PublishRequest): void => {
    const sid = /sessions\/([^/]+)\/revoke$/.exec(path)?.[1];
    const isNew = body.idempotencyKey === undefined || !keys.has(body.idempotencyKey);
    keys.add(body.idempotencyKey ?? '');
    if (sid !== undefined) state.revoked.push(sid);
    else if (isNew) state.published.push(body);
  };

  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '';
      if (request.method === 'GET') {
        response.writeHead(state.cursor === null ? 503 : 200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ events: [], cursor: state.cursor, more: false }));
        return;
      }
      const body = JSON.parse(await readText(request)) as PublishRequest;
      state.posts.push({ path, authorization: request.headers.authorization ?? '', body });
      const odd = state.odd.shift();
      if (odd === undefined || odd === 'lost') accept(path, body);
      if (odd === 'lost') request.socket.destroy();
      else {
        response.writeHead(odd?.status ?? 202, { 'content-type': 'application/json', ...odd?.headers });
        response.end(JSON.stringify(odd?.body ?? { id: 'e1-8', duplicate: false, streams: 0 }));
      }
      for (const one of waiting.filter(({ isDone }) => isDone())) one.resolve();
    })();
  });
  const port = await listen(server);
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    until: (count: number) => until(() => state.published.length >= count),
    untilRevoked: (count: number) => until(() => state.revoked.length >= count),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
}
