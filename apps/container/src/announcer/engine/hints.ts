import type { ApiFailure, ApiResult } from '@vppos/core/http';
import { type Clock, retryDelayMs, type Stop } from '@vppos/core/time';
import type { PaidOrder } from './paidOrder.ts';
import type { HintSource } from './whatToAnnounce.ts';

/** So many orders are waited for at once; the oldest gives way. */
export const HINTS_MAX = 10;
/** A hint whose order cannot be read is tried again for so long, in ms. */
export const HINT_AGE_MAX_MS = 120_000;
const RETRY = { baseMs: 500, maxMs: 10_000 };

/** Hints that money came for an order: each makes the order be read, and only the read counts. */
export interface Hints {
  hear(orderId: number, source: HintSource): void;
  stop(): void;
}

interface HintsDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly read: (orderId: number) => Promise<ApiResult<PaidOrder>>;
  /** How long this tab lets others go first, in ms. */
  readonly delayMs: (orderId: number) => number;
  readonly onOrder: (order: PaidOrder, source: HintSource) => void;
}

interface Hint {
  readonly orderId: number;
  readonly since: number;
  source: HintSource;
  failures: number;
  /** `again`: another hint came while the order was being read, so that read may be too old. */
  state: 'waiting' | 'reading' | 'again';
  stopTimer: Stop;
}

export function createHints(deps: HintsDeps): Hints {
  return new ReadHints(deps);
}

class ReadHints implements Hints {
  readonly #deps: HintsDeps;
  readonly #hints = new Map<number, Hint>();

  constructor(deps: HintsDeps) {
    this.#deps = deps;
  }

  hear(orderId: number, source: HintSource): void {
    const known = this.#hints.get(orderId);
    if (known === undefined) {
      this.#begin(orderId, source);
      return;
    }
    if (source === 'screen') known.source = 'screen';
    if (known.state !== 'waiting') known.state = 'again';
  }

  stop(): void {
    for (const hint of this.#hints.values()) hint.stopTimer();
    this.#hints.clear();
  }

  #begin(orderId: number, source: HintSource): void {
    this.#giveWay();
    const since = this.#deps.clock.now();
    const hint: Hint = { orderId, source, since, failures: 0, state: 'waiting', stopTimer: () => undefined };
    this.#hints.set(orderId, hint);
    this.#readIn(hint, this.#deps.delayMs(orderId));
  }

  #giveWay(): void {
    const oldest = this.#hints.values().next().value;
    if (this.#hints.size < HINTS_MAX || oldest === undefined) return;
    oldest.stopTimer();
    this.#hints.delete(oldest.orderId);
  }

  #readIn(hint: Hint, ms: number): void {
    hint.state = 'waiting';
    if (ms === 0) void this.#read(hint);
    else hint.stopTimer = this.#deps.clock.after(ms, () => void this.#read(hint));
  }

  async #read(hint: Hint): Promise<void> {
    hint.state = 'reading';
    const { source, orderId } = hint;
    const result = await this.#deps.read(orderId);
    // It has given way, or all is over, meanwhile.
    if (this.#hints.get(orderId) !== hint) return;
    if ('error' in result) this.#failed(hint, result.error);
    else {
      if (isOutdated(hint)) this.#readIn(hint, 0);
      else this.#hints.delete(orderId);
      this.#deps.onOrder(result.data, source);
    }
  }

  #failed(hint: Hint, error: ApiFailure): void {
    const { clock, random } = this.#deps;
    hint.failures += 1;
    if (isRefusal(error) || clock.now() - hint.since >= HINT_AGE_MAX_MS) this.#hints.delete(hint.orderId);
    else this.#readIn(hint, retryDelayMs(hint.failures, random, RETRY));
  }
}

/** Read while another hint came: what that one tells of may not be in the answer. */
function isOutdated({ state }: Hint): boolean {
  return state === 'again';
}

/** No such order here; asking again changes nothing. */
function isRefusal(error: ApiFailure): boolean {
  return error.code === 'PROBLEM' && [403, 404].includes(error.status);
}
