import { parseCursor } from '@vppos/core/protocol';
import type { Viewer } from '../../src/auth/visibility.ts';
import type { Step } from './history.ts';
import type { Ledger } from './ledger.ts';

/** The first step that breaks the promise, and how. */
export interface Violation {
  readonly index: number;
  readonly sentence: string;
}

export interface Measure {
  readonly ledger: Ledger;
  readonly viewer: Viewer;
  readonly logMaxEvents: number;
  readonly replayMaxEvents: number;
}

/**
 * Holds one client's history against what was committed: everything it may see, once each and in order, nothing else, no
 * position that runs ahead of it, and a resync only where one is due. `isComplete`: the history ends in silence with
 * everything served.
 */
export function checkHistory(steps: readonly Step[], measure: Measure, isComplete: boolean): Violation | null {
  const reader = new Reading(measure);
  for (const [index, step] of steps.entries()) {
    const sentence = reader.take(step);
    if (sentence !== null) return { index, sentence };
  }
  const missing = isComplete ? reader.nextDue : undefined;
  return missing === undefined ? null : { index: steps.length - 1, sentence: `never got ${missing}` };
}

/** A client's place in the log while its history is read. */
class Reading {
  readonly #measure: Measure;
  readonly #visible: readonly number[];
  /** Null until the client has heard of a place: nothing before it is owed. */
  #position: number | null = null;
  #due = 0;
  #forged: string | null = null;
  #sinceOpen = 0;

  constructor(measure: Measure) {
    this.#measure = measure;
    this.#visible = measure.ledger.visibleTo(measure.viewer);
  }

  /** The first visible entry after the client's place. */
  get nextDue(): number | undefined {
    return this.#visible[this.#due];
  }

  /** What is wrong with this step, or null. */
  take(step: Step): string | null {
    if (step.kind === 'note') return null;
    if (step.kind === 'open') {
      this.#forged = step.forged;
      this.#sinceOpen = 0;
      return null;
    }
    const parts = parseCursor(step.id);
    if (parts === null) return `${step.id} is no id`;
    if (parts.epoch !== this.#measure.ledger.epoch) return `${step.id} is of another log`;
    if (step.kind === 'resync') return this.#takeResync(step.reason, parts.seq);
    if (this.#forged !== null) return `was served from a cursor that no log has written (${this.#forged})`;
    return step.kind === 'event' ? this.#takeEvent(parts.seq, step.n) : this.#takePosition(parts.seq, step);
  }

  #takeEvent(seq: number, n: number): string | null {
    const published = this.#measure.ledger.at(seq);
    if (published === undefined) return `${seq} is an event that no publisher was told of`;
    if (published.n !== n) return `${seq} is event ${published.n} and came as ${n}`;
    if (this.#position !== null && seq <= this.#position) return `${seq} came after ${this.#position}`;
    if (this.#position === null) this.#moveTo(seq - 1);
    const due = this.nextDue;
    if (due !== undefined && due < seq) return `${due} is missing before ${seq}`;
    if (due !== seq) return `${seq} is for somebody else: ${JSON.stringify(published.target)}`;
    this.#moveTo(seq);
    this.#sinceOpen += 1;
    return null;
  }

  #takePosition(seq: number, { by, replayed }: Step & { kind: 'position' }): string | null {
    if (seq > this.#measure.ledger.lastSeq) return `${by} names ${seq}, which was never written`;
    if (this.#position !== null && seq < this.#position) return `${by} goes back from ${this.#position} to ${seq}`;
    const due = this.nextDue;
    if (this.#position !== null && due !== undefined && due <= seq) return `${by} names ${seq}, but ${due} is missing`;
    if (replayed !== undefined && replayed !== this.#sinceOpen) {
      return `${by} counts ${replayed} replayed events, there were ${this.#sinceOpen}`;
    }
    this.#moveTo(seq);
    return null;
  }

  #takeResync(reason: string, seq: number): string | null {
    if (seq > this.#measure.ledger.lastSeq) return `a resync names ${seq}, which was never written`;
    if (this.#position !== null && seq < this.#position) return `a resync goes back from ${this.#position} to ${seq}`;
    const needless = this.#needless(reason, seq);
    if (needless !== null) return needless;
    this.#forged = null;
    this.#moveTo(seq);
    return null;
  }

  #needless(reason: string, seq: number): string | null {
    if (this.#forged !== null) return reason === this.#forged ? null : `resync ${reason}, ${this.#forged} was due`;
    if (reason === 'too_many') {
      const max = this.#measure.replayMaxEvents;
      const count = this.#position === null ? 0 : this.#visible.slice(this.#due).filter((each) => each <= seq).length;
      return count > max ? null : `resync too_many for ${count} events, ${max} are allowed`;
    }
    if (reason !== 'trimmed' && reason !== 'slow') return `resync ${reason} without a reason`;
    if (this.#position === null || seq - this.#position > this.#measure.logMaxEvents) return null;
    return `resync ${reason} at ${seq} although everything after ${this.#position} was kept`;
  }

  #moveTo(seq: number): void {
    this.#position = seq;
    while ((this.#visible[this.#due] ?? Number.POSITIVE_INFINITY) <= seq) this.#due += 1;
  }
}
