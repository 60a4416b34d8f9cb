import type { Clock } from '@vppos/core/time';

/** One thing that a client did or was told, in the order in which it happened to it. */
export type Step =
  /** A stream or a page was asked for. `forged`: with a cursor that no log has written, to be refused for this reason. */
  | { readonly kind: 'open'; readonly after: string | null; readonly forged: string | null }
  | { readonly kind: 'event'; readonly id: string; readonly n: number }
  /** "You have everything up to here." `replayed`: how many events the stream says it sent before. */
  | {
      readonly kind: 'position';
      readonly by: 'live' | 'heartbeat' | 'page';
      readonly id: string;
      readonly replayed?: number;
    }
  | { readonly kind: 'resync'; readonly id: string; readonly reason: string }
  /** Not judged, for the reader of a failure. */
  | { readonly kind: 'note'; readonly text: string };

/** What one client has seen. */
export class History {
  readonly steps: Step[] = [];
  readonly #times: number[] = [];
  readonly #clock: Clock;
  readonly #startedAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  add(step: Step): void {
    this.steps.push(step);
    this.#times.push(this.#clock.now() - this.#startedAt);
  }

  note(text: string): void {
    this.add({ kind: 'note', text });
  }

  /** The last lines up to a step. */
  tell(throughIndex: number, count: number): string {
    const end = throughIndex + 1;
    const start = Math.max(0, end - count);
    return this.steps
      .slice(start, end)
      .map((step, index) => `${this.#times[start + index] ?? 0} ms  ${tellStep(step)}`)
      .join('\n');
  }
}

function tellStep(step: Step): string {
  switch (step.kind) {
    case 'open':
      return `asks after ${step.after}${step.forged === null ? '' : ` (forged: ${step.forged})`}`;
    case 'event':
      return `event ${step.id} n=${step.n}`;
    case 'position':
      return `${step.by} ${step.id}${step.replayed === undefined ? '' : ` replayed=${step.replayed}`}`;
    case 'resync':
      return `resync ${step.reason} ${step.id}`;
    case 'note':
      return step.text;
  }
}
