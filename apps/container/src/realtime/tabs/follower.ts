import { compareCursors } from '@vppos/core/protocol';
import { type Clock, retryDelayMs } from '@vppos/core/time';
import type { Cursor } from '@vppos/core/types';
import { type CatchUpDeps, catchUp } from './catchUp.ts';
import type { MessageOf } from './channel.ts';

/** How many relayed messages wait while a tab catches up. The oldest give way. */
export const WAITING_MAX = 500;
/** So many polls in a row that did not help, and the pages are told to refetch. */
export const CATCH_UP_TRIES = 3;

export type LogMessage = MessageOf<'event' | 'moved' | 'resync'>;

/** What a tab makes of what the leader relays: each event once, in log order, and no gap in silence. */
export interface Follower {
  hear(message: LogMessage): void;
  /** The leader's position: ahead of ours, something was lost on the way. */
  hearPosition(cursor: string): void;
  /** Since when something is missing, in ms; null while nothing is. */
  behindSince(): number | null;
  stop(): void;
  doubt(): void;
}

export interface FollowerDeps extends CatchUpDeps {
  readonly clock: Clock;
  readonly random: () => number;
  /** `behindSince` has changed. */
  readonly onBehind: () => void;
}

/** Where something of the log lies, seen from the own cursor. `gap`: something is missing before it. */
type Place = 'next' | 'known' | 'gap' | 'otherLog';

/** Pure. `from` … `to`: the leader's cursor before and after. */
export function placeOf(from: string, to: string, own: Cursor | null): Place {
  if (own === null) return 'next';
  const order = from === own ? 0 : compareCursors(from, own);
  if (order === 'incomparable') return 'otherLog';
  if (order === 1) return 'gap';
  const end = compareCursors(to, own);
  return end === 1 || end === 'incomparable' ? 'next' : 'known';
}

export function createFollower(deps: FollowerDeps): Follower {
  return new TabFollower(deps);
}

/**
 * Needs no timer of its own, as a hidden tab's are late: whatever it hears while it is behind makes it try again when the
 * time has come.
 */
class TabFollower implements Follower {
  readonly #deps: FollowerDeps;
  #behindSince: number | null = null;
  /** What was heard while it is behind, in order. */
  #waiting: LogMessage[] = [];
  #flight: AbortController | null = null;
  #tries = 0;
  #notBefore = 0;
  #isStopped = false;

  constructor(deps: FollowerDeps) {
    this.#deps = deps;
  }

  behindSince(): number | null {
    return this.#behindSince;
  }

  stop(): void {
    this.#isStopped = true;
    this.#flight?.abort();
  }

  hearPosition(cursor: string): void {
    this.hear({ kind: 'moved', after: cursor, id: cursor });
  }

  hear(message: LogMessage): void {
    if (this.#isStopped) return;
    if (message.kind === 'resync') {
      this.#waiting = [];
      if (this.#behindSince !== null) this.#setBehind(null);
      this.#deps.inbox.resync(message.reason, message.id);
    } else if (this.#behindSince === null) this.#take(message);
    else {
      this.#waiting.push(message);
      // The oldest is in the log too: what is missing of it then is asked for as any other gap.
      if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
      this.#tryToCatchUp();
    }
  }

  doubt(): void {
    this.#setBehind(this.#deps.clock.now());
    this.#tryToCatchUp();
  }

  #setBehind(since: number | null): void {
    this.#behindSince = since;
    this.#flight?.abort();
    this.#flight = null;
    this.#deps.onBehind();
  }

  #take(message: Exclude<LogMessage, { kind: 'resync' }>): void {
    const { clock, inbox } = this.#deps;
    const to = message.kind === 'event' ? message.frame.id : message.id;
    const from = message.after ?? to;
    const place = placeOf(from, to, inbox.cursor());
    if (place === 'gap') {
      this.#waiting = [message];
      this.#setBehind(clock.now());
      this.#tryToCatchUp();
      return;
    }
    this.#tries = 0;
    this.#notBefore = 0;
    if (place === 'known') return;
    if (place === 'otherLog') inbox.resync('epoch', from);
    if (this.#isStopped) return;
    if (message.kind === 'event') inbox.deliver(message.frame, { origin: message.origin, via: 'tab' });
    else inbox.moveTo(to);
  }

  #tryToCatchUp(): void {
    const { clock, random } = this.#deps;
    if (this.#isStopped || this.#flight !== null || clock.now() < this.#notBefore) return;
    if (this.#tries >= CATCH_UP_TRIES) {
      this.#skipGap();
      return;
    }
    this.#tries += 1;
    this.#notBefore = clock.now() + retryDelayMs(this.#tries, random);
    const flight = new AbortController();
    this.#flight = flight;
    void catchUp(this.#deps, flight.signal).then((isDone) => {
      if (this.#flight !== flight) return;
      this.#flight = null;
      if (isDone) this.#goOn();
    });
  }

  /** Nothing is missing any more: what waited is taken in its order, and may show another gap. */
  #goOn(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#setBehind(null);
    for (const message of waiting) this.hear(message);
  }

  #skipGap(): void {
    const [first] = this.#waiting;
    if (first?.kind === 'event') this.#deps.inbox.resync('missed', first.after ?? first.frame.id);
    else if (first !== undefined) this.#deps.inbox.resync('missed', first.id);
    this.#goOn();
  }
}
