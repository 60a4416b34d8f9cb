import type { Clock } from '@vppos/core/time';
import { EventSourcePolyfill } from 'event-source-polyfill';
import { retryAfterMs } from '../auth/retryAfter.ts';
import { type BodyEnd, createTransport, type FetchStream } from './fetchTransport.ts';
import type { OpenSource, SourceListener } from './source.ts';

/**
 * The polyfill's own watchdog, at its maximum: it is set to 45 s by default and would cut healthy quiet streams; ours are in
 * `connection.machine.ts`.
 */
const POLYFILL_TIMEOUT_MS = 18_000_000;

/** What passes through the polyfill's `dispatchEvent`: frames have `data`; `open` and its own `error` have not. */
interface PassingEvent {
  readonly type: string;
  readonly data?: string;
  readonly lastEventId?: string;
  readonly status?: number;
  readonly headers?: { get(name: string): string | null };
}

interface TransportDeps {
  readonly fetch: FetchStream;
  readonly clock: Clock;
}

/** Opens streams through event-source-polyfill, one instance an attempt. The only file that imports it. */
export function createOpenSource({ fetch, clock }: TransportDeps): OpenSource {
  return ({ url, headers }, listener) => {
    let end: BodyEnd = 'network';
    const source = new EventSourcePolyfill(url, {
      headers: { ...headers },
      heartbeatTimeout: POLYFILL_TIMEOUT_MS,
      Transport: createTransport(fetch, (bodyEnd) => {
        end = bodyEnd;
      }),
    });
    // The polyfill hears names only; every event passes here, also those nobody knows.
    source.dispatchEvent = (passing: PassingEvent) => {
      if (passing.data !== undefined) listener.onFrame(toFrame(passing, passing.data));
      else if (passing.type === 'open') listener.onAccepted();
      else {
        // Synchronously: the polyfill has armed its own retry before it tells, and only this cancels it.
        source.close();
        listener.onFailure(toFailure(passing, end, clock.now()));
      }
      return true;
    };
    // Closed, the polyfill passes nothing more on, not even the rest of the chunk it is reading.
    return () => source.close();
  };
}

function toFrame({ type, lastEventId }: PassingEvent, json: string): Parameters<SourceListener['onFrame']>[0] {
  return { type, id: lastEventId ?? '', json };
}

function toFailure(
  { status, headers }: PassingEvent,
  end: BodyEnd,
  now: number,
): Parameters<SourceListener['onFailure']>[0] {
  if (status === undefined) return { kind: end };
  if (status === 200) return { kind: 'wrongType' };
  return { kind: 'status', status, retryAfterMs: retryAfterMs(headers?.get('retry-after'), now) };
}
