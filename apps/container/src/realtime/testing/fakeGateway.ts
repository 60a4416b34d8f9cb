import type { Clock, Stop } from '@vppos/core/time';
import type { Cursor } from '@vppos/core/types';
import type { TokenResult } from '../../auth/index.ts';
import type { PollOutcome, PollPage, PollRequest } from '../pollPage.ts';
import type { OpenSource, SourceFrame, SourceListener, SourceRequest } from '../source.ts';
import { createFakeLog, type FakeLog, type LogEntry } from './fakeLog.ts';

/** One way over the network, in ms. Streams keep to it, so that their frames stay in order. */
const LATENCY_MS = 20;
const HEARTBEAT_MS = 15_000;
/** Entries in one answer to a poll: few, so that `more` happens. */
const PAGE_SIZE = 5;

interface Refusal {
  readonly status: number;
  readonly retryAfterMs?: number;
}

/** What goes wrong from now on, until the test sets it back to `none`. */
export interface GatewayFaults {
  /**
   * A new stream. `network`: refused at once; `hang`: no answer; `mute`: accepted, and not a word; `buffer`: everything
   * after `live` is held back on the way.
   */
  stream: 'none' | 'network' | 'hang' | 'mute' | 'buffer' | Refusal;
  poll: 'none' | 'network' | 'hang' | Refusal;
  refresh: 'none' | 'refused' | 'offline' | 'hang';
  /** Every business frame comes twice. */
  isDoubling: boolean;
}

/** One open stream, seen from the gateway. */
export interface FakeStream {
  readonly user: string;
  readonly clientId: string;
  isSilent(): boolean;
  send(type: string, data: object, id?: string): void;
  /** It stays open, and nothing comes through any more. */
  silence(): void;
  /** `ended` after what is on its way, `network` before it. */
  cut(kind: 'ended' | 'network'): void;
}

/**
 * A gateway for any number of pages: streams and polls read one log with epochs, trimming and visibility. It answers over a
 * network of 20 ms a way, polls as slowly as the test says, by the clock it is given. Extend it here when a test needs another fault or frame.
 */
export interface FakeGateway {
  readonly openSource: OpenSource;
  readonly pollPage: PollPage;
  readonly log: FakeLog;
  readonly faults: GatewayFaults;
  /** What pages hold open now. */
  streams(): readonly FakeStream[];
  pollsUnderWay(): number;
  /** One event for everyone, or for one user. */
  publish(user?: string): LogEntry;
  /** All streams are cut and the log is lost. */
  restart(): void;
  /** A login's tokens; refreshing gives the next one. */
  login(user: string): { accessToken(): Promise<TokenResult>; refresh(): Promise<TokenResult> };
  /** The tokens given out so far are not taken any more. */
  expireTokens(): void;
}

export function createFakeGateway(clock: Clock, pollLatencyMs: () => number = () => LATENCY_MS): FakeGateway {
  const log = createFakeLog();
  const faults: GatewayFaults = { stream: 'none', poll: 'none', refresh: 'none', isDoubling: false };
  const streams = new Set<Stream>();
  let pollsUnderWay = 0;
  let tokens = 0;
  let refusedUpTo = 0;

  /** A token is `user.number`; null when it is not taken any more. */
  const userOf = (token: string): string | null => {
    const [user = '', number] = token.split('.');
    return Number(number) > refusedUpTo ? user : null;
  };
  const newToken = (user: string): TokenResult => {
    tokens += 1;
    return { ok: true, token: `${user}.${tokens}` };
  };
  const replaceOlder = (stream: Stream): void => {
    for (const older of streams) {
      if (older.user !== stream.user || older.clientId !== stream.clientId) continue;
      older.send('stream.superseded', {});
      older.cut('ended');
    }
    streams.add(stream);
  };

  return {
    log,
    faults,
    streams: () => [...streams],
    pollsUnderWay: () => pollsUnderWay,
    openSource: (request, listener) => {
      const { clientId, token, after } = readRequest(request);
      const stream = createStream({ clock, log, faults, listener, onGone: () => streams.delete(stream) }, clientId);
      const arrive = clock.after(LATENCY_MS, () => {
        const user = userOf(token);
        if (faults.stream === 'hang') return;
        if (faults.stream === 'network') stream.fail({ kind: 'network' });
        else if (typeof faults.stream === 'object') stream.fail(toStatus(faults.stream));
        else if (user === null) stream.fail(toStatus({ status: 401 }));
        else {
          stream.user = user;
          replaceOlder(stream);
          stream.begin(after);
        }
      });
      return () => {
        arrive();
        stream.leave();
      };
    },
    pollPage: async (request) => {
      pollsUnderWay += 1;
      try {
        const isLost = faults.poll === 'hang';
        if (!(await arrives(clock, request, isLost ? null : pollLatencyMs()))) return failed({ kind: 'network' });
        const outcome = answerPoll(log, faults.poll, { after: request.after, user: userOf(request.token) });
        return (await arrives(clock, request, pollLatencyMs())) ? outcome : failed({ kind: 'network' });
      } finally {
        pollsUnderWay -= 1;
      }
    },
    publish: (user) => {
      const entry = log.append(user ?? null);
      for (const stream of streams) stream.offer(entry);
      return entry;
    },
    restart: () => {
      for (const stream of streams) stream.cut('network');
      log.renew();
    },
    login: (user) => {
      let current = newToken(user);
      return {
        accessToken: async () => current,
        refresh: async () => {
          if (faults.refresh === 'hang') return new Promise(() => undefined);
          if (faults.refresh === 'offline') return { ok: false, code: 'OFFLINE' };
          if (faults.refresh === 'refused') return { ok: false, code: 'SIGNED_OUT' };
          current = newToken(user);
          return current;
        },
      };
    },
    expireTokens: () => {
      refusedUpTo = tokens;
    },
  };
}

function readRequest({ url, headers }: SourceRequest) {
  const token = headers.Authorization?.replace('Bearer ', '') ?? '';
  return {
    token,
    clientId: headers['X-Client-Id'] ?? '',
    after: new URLSearchParams(url.split('?')[1]).get('lastEventId'),
  };
}

/** One way over the network; false when the page has gone meanwhile, or when it never comes. */
function arrives(clock: Clock, { signal }: PollRequest, latencyMs: number | null): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = latencyMs === null ? (): void => undefined : clock.after(latencyMs, () => resolve(!signal.aborted));
    signal.addEventListener('abort', () => {
      stop();
      resolve(false);
    });
    if (signal.aborted) resolve(false);
  });
}

function answerPoll(
  log: FakeLog,
  poll: GatewayFaults['poll'],
  { after, user }: { readonly after: Cursor | null; readonly user: string | null },
): PollOutcome {
  if (poll === 'network' || poll === 'hang') return failed({ kind: 'network' });
  if (poll !== 'none') return failed(toStatus(poll));
  if (user === null) return failed(toStatus({ status: 401 }));
  const head = log.head() as Cursor;
  if (after === null) return { ok: true, page: { events: [], cursor: head, more: false } };
  const reading = log.readAfter(after);
  if (reading.kind === 'gap') {
    return { ok: true, page: { events: [], cursor: head, more: false, resync: reading.reason } };
  }
  const scanned = reading.entries.slice(0, PAGE_SIZE);
  const events = scanned.filter((entry) => isFor(entry, user)).map(toFrame);
  const cursor = (scanned.at(-1)?.id ?? after) as Cursor;
  return { ok: true, page: { events, cursor, more: scanned.length < reading.entries.length } };
}

function failed(failure: Extract<PollOutcome, { ok: false }>['failure']): PollOutcome {
  return { ok: false, failure };
}

function toStatus({ status, retryAfterMs = 0 }: Refusal) {
  return { kind: 'status', status, retryAfterMs } as const;
}

function isFor(entry: LogEntry, user: string): boolean {
  return entry.user === null || entry.user === user;
}

function toFrame({ id }: LogEntry): SourceFrame {
  return { type: 'notify', id, json: JSON.stringify({ message: id, occurred_at: 0 }) };
}

interface StreamDeps {
  readonly clock: Clock;
  readonly log: FakeLog;
  readonly faults: GatewayFaults;
  readonly listener: SourceListener;
  readonly onGone: () => void;
}

interface Stream extends FakeStream {
  user: string;
  begin(after: string | null): void;
  offer(entry: LogEntry): void;
  fail(failure: Parameters<SourceListener['onFailure']>[0]): void;
  /** The page has closed it. */
  leave(): void;
}

function createStream({ clock, log, faults, listener, onGone }: StreamDeps, clientId: string): Stream {
  const underWay = new Set<Stop>();
  let isDumb = false;
  let isGone = false;
  let lastId = '';
  let stopHeartbeat: Stop = () => undefined;

  const leave = (): void => {
    if (isGone) return;
    isGone = true;
    for (const stop of underWay) stop();
    stopHeartbeat();
    onGone();
  };
  const later = (run: () => void): void => {
    const stop = clock.after(LATENCY_MS, () => {
      underWay.delete(stop);
      run();
    });
    underWay.add(stop);
  };
  const pass = (frame: SourceFrame): void => {
    if (isDumb || isGone) return;
    later(() => {
      // An id stays until another comes.
      lastId = frame.id || lastId;
      listener.onFrame({ ...frame, id: lastId });
    });
  };
  const beat = (): void => {
    stopHeartbeat = clock.after(HEARTBEAT_MS, () => {
      stream.send('stream.heartbeat', { server_time: clock.now(), fresh: true }, log.head());
      beat();
    });
  };

  const stream: Stream = {
    user: '',
    clientId,
    leave,
    isSilent: () => isDumb,
    send: (type, data, id = '') => pass({ type, id, json: JSON.stringify(data) }),
    silence: () => {
      isDumb = true;
      for (const stop of underWay) stop();
    },
    cut: (kind) => {
      if (kind === 'network') stream.fail({ kind });
      else later(() => stream.fail({ kind }));
    },
    fail: (failure) => {
      if (isGone) return;
      leave();
      listener.onFailure(failure);
    },
    offer: (entry) => {
      if (!isFor(entry, stream.user)) return;
      pass(toFrame(entry));
      if (faults.isDoubling) pass(toFrame(entry));
    },
    begin: (after) => {
      listener.onAccepted();
      // Whoever was told of its beginning has closed it.
      if (isGone) return;
      if (faults.stream === 'mute') isDumb = true;
      const reading = after === null ? null : log.readAfter(after);
      const replay = reading === null ? 'none' : reading.kind === 'gap' ? 'reset' : 'follows';
      const hello = { client_id: clientId, heartbeat_ms: HEARTBEAT_MS, replay, token_expires_at: 0, server_time: 0 };
      stream.send('stream.hello', hello);
      if (reading?.kind === 'gap') {
        stream.send('stream.resync', { reason: reading.reason, cursor: log.head() }, log.head());
      }
      if (reading?.kind === 'entries') for (const entry of reading.entries) stream.offer(entry);
      stream.send('stream.live', { cursor: log.head(), replayed: 0 }, log.head());
      if (faults.stream === 'buffer') isDumb = true;
      beat();
    },
  };
  return stream;
}
