import { installSession } from '@vppos/core/http';
import type { Stop } from '@vppos/core/time';

/** The gateway's operations as a page sees them. Add an answer by `METHOD path`; what has none is a network that fails. */
export interface FakeGatewayApi {
  readonly requests: { readonly key: string; readonly body: unknown }[];
  answer(key: string, status: number, body: unknown): void;
  stop: Stop;
}

export const A_CONNECTION = {
  clientId: 'c-1',
  userId: '3',
  companyId: 1,
  sessionId: 's-1',
  connectedAt: Date.UTC(2025, 10, 21, 7, 32),
  position: 'e-7',
  pendingBytes: 0,
  metadata: { till: 'till-7' },
};
export const STATS = {
  streams: { now: 1, peak: 2, total: 3 },
  published: { order_paid: 4 },
  delivered: { order_paid: 8 },
  replayed: {},
  resynced: { trimmed: 1 },
  ended: {},
  stalled: 0,
  uptimeMs: 125_000,
};

/** Installed as the page's session, with one connection and its statistics. */
export function installGatewayApi(): FakeGatewayApi {
  const answers = new Map<string, { status: number; body: unknown }>();
  const requests: FakeGatewayApi['requests'] = [];
  const stop = installSession({
    fetch: async (path, init) => {
      const key = `${init?.method ?? 'GET'} ${path}`;
      requests.push({ key, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined });
      const found = answers.get(key);
      if (found === undefined) throw new TypeError('Failed to fetch');
      const body = found.status === 204 ? null : JSON.stringify(found.body);
      return new Response(body, { status: found.status });
    },
  });
  const answer: FakeGatewayApi['answer'] = (key, status, body) => void answers.set(key, { status, body });
  answer('GET /api/v1/events/connections', 200, [A_CONNECTION]);
  answer('GET /api/v1/events/stats', 200, STATS);
  return { requests, answer, stop };
}
