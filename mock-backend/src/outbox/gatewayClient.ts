import { isCursor } from '@vppos/core/protocol';
import type { Clock } from '@vppos/core/time';
import type { Cursor, Problem, PublishRequest } from '@vppos/core/types';
import * as v from 'valibot';
import type { RevokedSession } from './outbox.ts';

/** How long the gateway may take over a publish, in ms. */
const PUBLISH_TIMEOUT_MS = 10_000;
/** How long a page waits for its cursor before it gets its list without one, in ms. */
const CURSOR_TIMEOUT_MS = 500;
/** These say that the same request will never be accepted. All others may be another answer next time. */
const FINAL_STATUSES: ReadonlySet<number> = new Set([400, 404, 409, 413, 422]);

export type GatewayAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfterMs: number }
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem };

/** What the backend asks of a gateway, in its own process or another. Never throws. */
export interface GatewayClient {
  publish(request: PublishRequest): Promise<GatewayAnswer>;
  revokeSession(session: RevokedSession): Promise<GatewayAnswer>;
  /** Where the log stands now; null when the gateway cannot be asked within 500 ms. */
  currentCursor(): Promise<Cursor | null>;
}

export interface GatewayClientDeps {
  /** `http://host:port` of the gateway; null as long as it is not known. */
  readonly baseUrl: () => string | null;
  /** A token with the role `service`. */
  readonly serviceToken: () => Promise<string>;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly timeoutMs: number;
}

const problemShape = v.looseObject({ type: v.string(), title: v.string(), status: v.number() });
const cursorShape = v.looseObject({ cursor: v.pipe(v.string(), v.check(isCursor)) });

/** The gateway over HTTP, also the embedded one: one path for both. */
export function httpGatewayClient(deps: GatewayClientDeps): GatewayClient {
  const send = async (path: string, body: unknown): Promise<GatewayAnswer> => {
    try {
      const call: Call = { method: 'POST', path, body: JSON.stringify(body), timeoutMs: PUBLISH_TIMEOUT_MS };
      return await request(deps, call, toAnswer);
    } catch (error) {
      return { kind: 'retry', reason: `the gateway cannot be reached (${String(error)})`, retryAfterMs: 0 };
    }
  };
  return {
    publish: (publication) => send('/api/v1/events', publication),
    revokeSession: ({ sid, tokensEndAt }) =>
      send(`/api/v1/events/sessions/${encodeURIComponent(sid)}/revoke`, { expires_at: tokensEndAt }),
    currentCursor: async () => {
      try {
        return await request(deps, { method: 'GET', path: '/api/v1/events', timeoutMs: CURSOR_TIMEOUT_MS }, readCursor);
      } catch {
        // A list without a cursor is still a list; its reader refetches on the next hint.
        return null;
      }
    },
  };
}

async function request<T>(deps: GatewayClientDeps, call: Call, read: (response: Response) => Promise<T>): Promise<T> {
  const baseUrl = deps.baseUrl();
  if (baseUrl === null) throw new Error('not listening yet');
  const abort = new AbortController();
  const stop = deps.clock.after(call.timeoutMs, () => abort.abort(new Error(`no answer within ${call.timeoutMs} ms`)));
  try {
    const headers = { authorization: `Bearer ${await deps.serviceToken()}`, accept: 'application/json' };
    const init =
      call.body === undefined
        ? { headers }
        : { headers: { ...headers, 'content-type': 'application/json' }, body: call.body };
    return await read(
      await deps.fetch(`${baseUrl}${call.path}`, { ...init, method: call.method, signal: abort.signal }),
    );
  } finally {
    stop();
  }
}

async function toAnswer(response: Response): Promise<GatewayAnswer> {
  const text = await response.text();
  if (response.ok) return { kind: 'accepted' };
  if (FINAL_STATUSES.has(response.status))
    return { kind: 'refused', status: response.status, problem: toProblem(response.status, text) };
  const retryAfterS = Number(response.headers.get('retry-after'));
  const retryAfterMs = Number.isFinite(retryAfterS) && retryAfterS > 0 ? retryAfterS * 1000 : 0;
  return { kind: 'retry', reason: `the gateway answered ${response.status}`, retryAfterMs };
}

async function readCursor(response: Response): Promise<Cursor | null> {
  const body = v.safeParse(cursorShape, await response.json());
  // The schema has just checked it with `isCursor`.
  return response.ok && body.success ? (body.output.cursor as Cursor) : null;
}

function toProblem(status: number, text: string): Problem {
  try {
    const parsed = v.safeParse(problemShape, JSON.parse(text));
    if (parsed.success) return parsed.output;
  } catch {
    // Not ours, a proxy's perhaps: its first words are all there is to keep.
  }
  return { type: 'about:blank', title: 'Refused', status, detail: text.slice(0, 500) };
}
