import type { Clock, Stop } from '@vppos/core/time';
import type { Exclusively } from '../../auth/session.types.ts';
import { type Announcing, announceDue, announceMore, say } from './announceDue.ts';
import type { Due } from './whatToAnnounce.ts';

/** So many announcements wait for their turn; of what comes on top it is only said that there is more. */
export const TURNS_MAX = 10;
/** Receipts that are only said to be more, at once. */
const MORE_MAX = 200;
/** What could not sound waits so long for a gesture, or for its clips, in ms. */
export const SILENT_WAIT_MS = 30_000;
/** Clips that could not be loaded are tried again, in ms. */
export const RELOAD_MS = 3000;

/** Announces one thing after the other, in this tab and over all tabs of the browser. */
export interface Turns {
  add(due: Due): void;
  /** Says a made-up amount; nothing is written down. Resolves when it was heard, or could not be. */
  test(amount: number): Promise<void>;
  /** What could not sound may now. */
  resume(): void;
  stop(): void;
}

export interface TurnsDeps extends Announcing {
  readonly clock: Clock;
  /** One turn at a time over all tabs. */
  readonly exclusively: Exclusively;
}

interface Waiting {
  readonly due: Due;
  /** What has not sounded by then (ms of the clock) is old: a toast has told of it. */
  readonly until: number;
}

export function createTurns(deps: TurnsDeps): Turns {
  return new TabTurns(deps);
}

class TabTurns implements Turns {
  readonly #deps: TurnsDeps;
  readonly #queue = new Map<string, Waiting>();
  readonly #more = new Map<string, Waiting>();
  /** Shown, but without a sound. */
  readonly #silent = new Map<string, Waiting>();
  #stopReload: Stop = () => undefined;
  #isRunning = false;
  #isStopped = false;

  constructor(deps: TurnsDeps) {
    this.#deps = deps;
  }

  add(due: Due): void {
    const known = (this.#queue.get(due.key) ?? this.#more.get(due.key))?.due;
    if (known !== undefined && (known.isNew || !due.isNew)) return;
    this.#takeUp({ due, until: this.#deps.clock.now() + SILENT_WAIT_MS });
  }

  test(amount: number): Promise<void> {
    return this.#deps.exclusively(async () => {
      if (!this.#isStopped) await say(this.#deps, { kind: 'test', amount }, 'test');
    });
  }

  resume(): void {
    this.#stopReload();
    const waited = [...this.#silent.values()];
    this.#silent.clear();
    const now = this.#deps.clock.now();
    for (const waiting of waited) if (now <= waiting.until) this.#takeUp(waiting);
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopReload();
    for (const waiting of [this.#queue, this.#more, this.#silent]) waiting.clear();
    this.#deps.voice.stop();
  }

  #takeUp(waiting: Waiting): void {
    const { key } = waiting.due;
    const isRoom = this.#queue.size < TURNS_MAX || this.#queue.has(key);
    keep(isRoom ? this.#queue : this.#more, [key, waiting], isRoom ? TURNS_MAX : MORE_MAX);
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (!this.#isStopped && this.#queue.size + this.#more.size > 0) {
        await this.#deps.exclusively(async () => {
          if (!this.#isStopped) await this.#takeTurn();
        });
      }
    } finally {
      this.#isRunning = false;
    }
  }

  async #takeTurn(): Promise<void> {
    const next = this.#queue.values().next().value;
    if (next === undefined) {
      const more = [...this.#more.values()].map(({ due }) => due);
      this.#more.clear();
      await announceMore(this.#deps, more);
      return;
    }
    this.#queue.delete(next.due.key);
    const hasSounded = await announceDue(this.#deps, next.due);
    if (!hasSounded && !this.#isStopped) this.#wait(next);
  }

  #wait(waiting: Waiting): void {
    const { clock, voice } = this.#deps;
    keep(this.#silent, [waiting.due.key, waiting], TURNS_MAX);
    // A gesture ends a block; what could not be loaded is tried again.
    if (voice.isBlocked()) return;
    this.#stopReload();
    this.#stopReload = clock.after(RELOAD_MS, () => this.resume());
  }
}

/** Puts an entry last; the oldest goes. */
function keep<T>(waiting: Map<string, T>, [key, value]: readonly [string, T], max: number): void {
  waiting.set(key, value);
  const oldest = waiting.keys().next().value;
  if (waiting.size > max && oldest !== undefined) waiting.delete(oldest);
}
