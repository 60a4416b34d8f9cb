import { parseCursor } from '@vppos/core/protocol';
import type { Viewer } from '../../src/auth/visibility.ts';
import type { Target } from '../../src/log/eventLog.ts';

/** One event as its publisher knows it. `n` is its own in the whole run. */
export interface Published {
  readonly n: number;
  readonly target: Target;
}

/** What the log holds, as the publishers were told: the one thing that a client's history is measured against. */
export class Ledger {
  readonly #bySeq = new Map<number, Published>();
  #epoch: string | null = null;
  #lastSeq = 0;

  get epoch(): string {
    return this.#epoch ?? '';
  }

  get lastSeq(): number {
    return this.#lastSeq;
  }

  at(seq: number): Published | undefined {
    return this.#bySeq.get(seq);
  }

  /** Takes down what an acknowledgement says. @throws Error when it contradicts an earlier one. */
  acknowledge(id: string, published: Published): void {
    const parts = parseCursor(id);
    if (parts === null) throw new Error(`Event ${published.n} was acknowledged with "${id}", which is no id.`);
    this.#epoch ??= parts.epoch;
    if (parts.epoch !== this.#epoch) throw new Error(`Event ${published.n} got ${id}: the log is another one.`);
    const known = this.#bySeq.get(parts.seq);
    if (known !== undefined) throw new Error(`Events ${known.n} and ${published.n} were both given ${id}.`);
    this.#bySeq.set(parts.seq, published);
    this.#lastSeq = Math.max(this.#lastSeq, parts.seq);
  }

  /** Ids that nobody was told of: an event that was written twice, or lost after it had got its number. */
  holes(): number[] {
    return Array.from({ length: this.#lastSeq }, (_, index) => index + 1).filter((seq) => !this.#bySeq.has(seq));
  }

  /** The seqs this viewer has a right to, in order. */
  visibleTo(viewer: Viewer): number[] {
    const seen = [...this.#bySeq].filter(([, { target }]) => isFor(target, viewer));
    return seen.map(([seq]) => seq).sort((a, b) => a - b);
  }
}

/** Written a second time on purpose: the gateway's own rule must not be what it is measured by. */
function isFor(target: Target, viewer: Viewer): boolean {
  if (target.kind === 'all') return true;
  const own = { company: null, user: viewer.userId, session: viewer.sessionId, client: viewer.clientId }[target.kind];
  const isNamed = target.kind === 'company' || target.ids.some((id) => id === own);
  return isNamed && target.companyId === viewer.companyId;
}
