import type { Clock } from '@vppos/core/time';
import type { Cursor } from '@vppos/core/types';
import type { TokenResult } from '../auth/index.ts';
import type { StopReason, StreamFailure } from './connectionState.ts';
import type { Inbox } from './delivery/inbox.ts';
import { createDueTimer, type DueTimer } from './dueTimer.ts';
import { NOT_POLLING, nextPollingState, type PollingSignal, type PollingState } from './polling.machine.ts';
import type { PolledPage, PollPage } from './pollPage.ts';
import { LONGEST_FLOOR_MS } from './reconnect.ts';

export interface PollingDeps {
  readonly clock: Clock;
  /** [0, 1) */
  readonly random: () => number;
  readonly pollPage: PollPage;
  readonly isAnyTabVisible: () => boolean;
  readonly tokens: { accessToken(): Promise<TokenResult>; refresh(): Promise<TokenResult> };
  readonly clientId: string;
  readonly inbox: Inbox;
  /** A business frame, on its way into the inbox. */
  readonly deliver: Inbox['deliver'];
  /** It works now, or works no more; `isTurn`: after it was otherwise. */
  readonly onLuck: (isTurn: boolean) => void;
  readonly onRefused: (reason: StopReason) => void;
}

/** Asks for what the stream should bring, beside it, one request at a time. */
export interface Polling {
  /** Begins or ends; ended, nothing is delivered or waited for any more. */
  follow(isWanted: boolean): void;
  /** It may work again, or somebody looks. */
  hint(): void;
  lookAtClock(): void;
  /** The last poll has brought what there was. */
  isOk(): boolean;
}

export function createPolling(deps: PollingDeps): Polling {
  return new TwinPolling(deps);
}

/** Performs what the machine decides: asks, sets the one timer, hands over what came. */
class TwinPolling implements Polling {
  readonly #deps: PollingDeps;
  readonly #timer: DueTimer;
  #state: PollingState = NOT_POLLING;
  /** The request that is under way; what another one brings is late and changes nothing. */
  #request: AbortController | null = null;

  constructor(deps: PollingDeps) {
    this.#deps = deps;
    this.#timer = createDueTimer(deps.clock, () => this.lookAtClock());
  }

  follow(isWanted: boolean): void {
    this.#signal({ type: isWanted ? 'begin' : 'end' });
  }

  hint(): void {
    this.#signal({ type: 'hint' });
  }

  lookAtClock(): void {
    this.#signal({ type: 'due' });
  }

  isOk(): boolean {
    return this.#state.isOk === true;
  }

  #signal(signal: PollingSignal): void {
    const before = this.#state;
    const { clock, random, isAnyTabVisible, onLuck } = this.#deps;
    const state = nextPollingState(before, signal, { at: clock.now(), draw: random(), isVisible: isAnyTabVisible() });
    this.#state = state;
    this.#timer.arm('dueAt' in state ? state.dueAt : null, state !== before);
    if (state === before) return;
    if (before.status === 'asking') this.#request?.abort();
    this.#request = null;
    if (state.status === 'asking') {
      this.#request = new AbortController();
      void this.#ask(this.#request, state.isRenewed);
    }
    if (state.isOk !== null && state.isOk !== before.isOk) onLuck(before.isOk !== null);
  }

  async #ask(request: AbortController, isRenewed: boolean): Promise<void> {
    const { tokens, pollPage, inbox, clientId, onRefused } = this.#deps;
    const isLate = (): boolean => this.#request !== request;
    const token = await (isRenewed ? tokens.refresh() : tokens.accessToken());
    if (isLate()) return;
    if (!token.ok) {
      if (token.code === 'SIGNED_OUT') onRefused('signed_out');
      else this.#signal({ type: 'failed', floorMs: 0 });
      return;
    }
    const after = inbox.cursor();
    const outcome = await pollPage({ after, token: token.token, clientId, signal: request.signal });
    if (isLate()) return;
    if (!outcome.ok) {
      this.#fail(outcome.failure, isRenewed);
      return;
    }
    // The stream has brought something meanwhile: this answer begins where the page no longer is.
    const isOvertaken = inbox.cursor() !== after;
    if (!isOvertaken) this.#take(outcome.page, after, isLate);
    if (isLate()) return;
    const { cursor, more } = outcome.page;
    this.#signal({ type: 'answered', hasMore: more && !isOvertaken && cursor !== after });
  }

  #fail(failure: StreamFailure, isRenewed: boolean): void {
    const { onRefused } = this.#deps;
    const status = failure.kind === 'status' ? failure.status : 0;
    if (status === 403) onRefused('forbidden');
    else if (status === 401 && isRenewed) onRefused('unauthorized');
    else if (status === 401) this.#signal({ type: 'unauthorized' });
    else {
      const wishMs = (failure.kind === 'status' && failure.retryAfterMs) || 0;
      this.#signal({ type: 'failed', floorMs: Math.min(wishMs, LONGEST_FLOOR_MS) });
    }
  }

  /** A listener may end it all between two events: then the rest is not this page's any more. */
  #take({ events, cursor, resync }: PolledPage, after: Cursor | null, isLate: () => boolean): void {
    const { inbox, deliver } = this.#deps;
    // Without a cursor nobody knows what was missed since the pages have read.
    const reason = resync ?? (after === null ? 'polling' : null);
    if (reason !== null) {
      inbox.resync(reason, cursor);
      return;
    }
    const origin = this.isOk() ? 'live' : 'replay';
    for (const frame of events) {
      if (isLate()) return;
      deliver(frame, { origin, via: 'poll' });
    }
    if (!isLate()) inbox.moveTo(cursor);
  }
}
