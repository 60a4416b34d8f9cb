import { isCursor } from '@vppos/core/protocol';
import type { Clock } from '@vppos/core/time';
import type { Cursor, ResyncReason } from '@vppos/core/types';
import * as v from 'valibot';
import { retryAfterMs } from '../auth/retryAfter.ts';
import type { StreamFailure } from './connectionState.ts';
import { type FetchStream, readText } from './fetchTransport.ts';
import type { SourceFrame } from './source.ts';

/** One answer of the stream's twin (CONTRACT 4). `cursor`: how far the log was scanned; `more`: ask again at once. */
export interface PolledPage {
  readonly events: readonly SourceFrame[];
  readonly cursor: Cursor;
  readonly more: boolean;
  readonly resync?: ResyncReason;
}

export type PollOutcome =
  | { readonly ok: true; readonly page: PolledPage }
  | { readonly ok: false; readonly failure: StreamFailure };

export interface PollRequest {
  /** Null: no events, only where the log ends now. */
  readonly after: Cursor | null;
  readonly token: string;
  /** As the stream's: what is meant for this client alone is found by it. */
  readonly clientId: string;
  readonly signal: AbortSignal;
}

/** Asks once. Never rejects; an aborted request is a failure of kind `network`. */
export type PollPage = (request: PollRequest) => Promise<PollOutcome>;

/** The whole answer must be there within this. */
export const POLL_DEADLINE_MS = 10_000;
/** The gateway takes about 1 MiB of payloads for one answer. */
export const PAGE_LIMIT_CHARS = 4_194_304;

const pageSchema = v.looseObject({
  events: v.array(v.looseObject({ id: v.string(), event: v.string(), data: v.unknown() })),
  cursor: v.custom<Cursor>((cursor) => typeof cursor === 'string' && isCursor(cursor)),
  more: v.boolean(),
  resync: v.optional(v.looseObject({ reason: v.string() })),
});

interface PollDeps {
  readonly fetch: FetchStream;
  readonly clock: Clock;
  /** A path of this origin. */
  readonly pollUrl: string;
}

export function createPollPage({ fetch, clock, pollUrl }: PollDeps): PollPage {
  return async ({ after, token, clientId, signal }) => {
    const late = new AbortController();
    const stop = clock.after(POLL_DEADLINE_MS, () => late.abort());
    try {
      const response = await fetch(after === null ? pollUrl : `${pollUrl}?after=${encodeURIComponent(after)}`, {
        headers: { Authorization: `Bearer ${token}`, 'X-Client-Id': clientId },
        signal: AbortSignal.any([signal, late.signal]),
        cache: 'no-store',
        credentials: 'same-origin',
      });
      return await readPage(response, clock.now());
    } catch {
      // Refused, cut, late or aborted: whoever aborted does not listen any more.
      return { ok: false, failure: { kind: 'network' } };
    } finally {
      // Also what of the body was not worth reading.
      late.abort();
      stop();
    }
  };
}

async function readPage({ status, headers, body }: Response, now: number): Promise<PollOutcome> {
  if (status !== 200) {
    return {
      ok: false,
      failure: { kind: 'status', status, retryAfterMs: retryAfterMs(headers.get('retry-after'), now) },
    };
  }
  let text = '';
  const isWhole = await readText(body, (chunk) => {
    text += chunk;
    return text.length <= PAGE_LIMIT_CHARS;
  });
  if (!isWhole) return { ok: false, failure: { kind: 'tooLong' } };
  const parsed = v.safeParse(pageSchema, parseJson(text));
  if (!parsed.success) return { ok: false, failure: { kind: 'wrongType' } };
  const { events, cursor, more, resync } = parsed.output;
  const frames = events.map(({ id, event, data }) => ({ type: event, id, json: JSON.stringify(data) }));
  return { ok: true, page: { events: frames, cursor, more, ...(resync && { resync: resync.reason }) } };
}

/** Undefined is what no schema takes. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
