import type { OpenSource, SourceListener, SourceRequest } from '../source.ts';

/** One attempt of a connection under test: what it asked for, and the gateway's side of it. */
export interface FakeAttempt {
  readonly request: SourceRequest;
  readonly listener: SourceListener;
  isClosed: boolean;
  /** A frame as the polyfill hands it over: an id stays until another comes. */
  frame(type: string, data: unknown, id?: string): void;
  hello(changed?: { heartbeat_ms?: number; server_time?: number; replay?: 'none' | 'follows' | 'reset' }): void;
  live(id?: string): void;
  bye(reason: string, retryAfterMs?: number): void;
}

/** Sources that only the test drives. Extend it here when a connection asks more of a source. */
export interface FakeSources {
  readonly open: OpenSource;
  readonly attempts: FakeAttempt[];
  last(): FakeAttempt;
}

export function createFakeSources(): FakeSources {
  const attempts: FakeAttempt[] = [];
  return {
    attempts,
    last: () => {
      const attempt = attempts.at(-1);
      if (attempt === undefined) throw new Error('The connection has not opened anything yet.');
      return attempt;
    },
    open: (request, listener) => {
      const attempt = createAttempt(request, listener);
      attempts.push(attempt);
      return () => {
        attempt.isClosed = true;
      };
    },
  };
}

function createAttempt(request: SourceRequest, listener: SourceListener): FakeAttempt {
  let lastId = '';
  const attempt: FakeAttempt = {
    request,
    listener,
    isClosed: false,
    frame: (type, data, id) => {
      lastId = id ?? lastId;
      listener.onFrame({ type, id: lastId, json: typeof data === 'string' ? data : JSON.stringify(data) });
    },
    hello: (changed) => {
      listener.onAccepted();
      attempt.frame('stream.hello', {
        client_id: 'tab',
        heartbeat_ms: 15_000,
        replay: 'none',
        token_expires_at: 0,
        server_time: 0,
        ...changed,
      });
    },
    live: (id = 'e-1') => attempt.frame('stream.live', { cursor: id, replayed: 0 }, id),
    bye: (reason, retryAfterMs = 0) => attempt.frame('stream.bye', { reason, retry_after_ms: retryAfterMs }),
  };
  return attempt;
}
