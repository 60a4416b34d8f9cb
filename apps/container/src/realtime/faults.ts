import type { Clock } from '@vppos/core/time';
import type { PollPage } from './pollPage.ts';
import { createServerClock } from './serverClock.ts';
import type { OpenSource, SourceListener, SourceRequest } from './source.ts';

/** What a person may do to this tab's connection on purpose, and what is known where it is done. */
export interface RealtimeFaults {
  /** The open stream breaks, as if a cable was pulled for a moment. */
  dropStream(): void;
  /** While it is true nothing opens and no poll is answered. */
  setOffline(isOffline: boolean): void;
  isOffline(): boolean;
  /** The stream is opened anew with a cursor that no log has written: the gateway orders a resync. */
  forceResync(): void;
  /** The server's clock less this page's, in ms, as near as this stream has told; null where this tab has not heard the server say its time. */
  serverOffsetMs(): number | null;
}

/** The place between the connection and the network. */
export interface FaultPoint extends RealtimeFaults {
  overSource(open: OpenSource): OpenSource;
  overPoll(poll: PollPage): PollPage;
}

const NETWORK = { kind: 'network' } as const;
const NOTHING = (): void => undefined;

export function createFaultPoint(clock: Pick<Clock, 'now'>): FaultPoint {
  let isOffline = false;
  let isResyncDue = false;
  let cut = NOTHING;
  const serverClock = createServerClock(() => clock.now());

  const aim = (request: SourceRequest): SourceRequest => {
    if (!isResyncDue) return request;
    isResyncDue = false;
    return { ...request, url: `${request.url.split('?')[0]}?lastEventId=malformed` };
  };
  const openThrough = (open: OpenSource, request: SourceRequest, listener: SourceListener) => {
    const close = open(aim(request), {
      ...listener,
      onFrame: (frame) => {
        serverClock.hear(frame);
        listener.onFrame(frame);
      },
    });
    const mine = (): void => {
      end();
      listener.onFailure(NETWORK);
    };
    const end = (): void => {
      if (cut === mine) cut = NOTHING;
      close();
    };
    cut = mine;
    return end;
  };
  return {
    dropStream: () => cut(),
    setOffline: (next) => {
      isOffline = next;
      if (next) cut();
    },
    isOffline: () => isOffline,
    forceResync: () => {
      isResyncDue = true;
      cut();
    },
    serverOffsetMs: () => serverClock.offsetMs(),
    overSource: (open) => (request, listener) => {
      if (!isOffline) return openThrough(open, request, listener);
      listener.onFailure(NETWORK);
      return NOTHING;
    },
    overPoll: (poll) => async (request) => (isOffline ? { ok: false, failure: NETWORK } : poll(request)),
  };
}
