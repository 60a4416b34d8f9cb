/** What went wrong with the deliveries of one run. All zero, or the figures beside it are worth nothing. */
export interface Faults {
  readonly lost: number;
  readonly doubled: number;
  readonly reordered: number;
}

/**
 * Counts every delivery: each stream must get every number once, and all streams in one order. Which order that is, is the
 * server's to say, as publishers are many; the first stream that gets a number says it for all.
 */
export class Ledger {
  readonly #next: Int32Array;
  #missed = 0;
  #doubled = 0;
  #late = 0;
  #deliveries = 0;
  /** Numbers in the server's order, and the place of each. */
  readonly #order: number[] = [];
  readonly #placeOf: number[] = [];
  /** Places that were jumped over, by stream, so that one that comes late is told from one that comes twice. */
  readonly #jumped = new Map<number, Set<number>>();

  constructor(streams: number) {
    this.#next = new Int32Array(streams);
  }

  get deliveries(): number {
    return this.#deliveries;
  }

  /** The numbers in the order in which the server sent them. */
  get order(): readonly number[] {
    return this.#order;
  }

  /** How many events a stream has got, those it jumped over included. */
  nextOf(stream: number): number {
    return this.#next[stream] ?? 0;
  }

  take(stream: number, n: number): void {
    this.#deliveries += 1;
    const place = this.#placeOf[n] ?? this.#newPlace(n);
    const expected = this.#next[stream] ?? 0;
    if (place === expected) {
      this.#next[stream] = place + 1;
      return;
    }
    if (place > expected) this.#jump(stream, expected, place);
    else if (this.#jumped.get(stream)?.delete(place) === true) this.#late += 1;
    else this.#doubled += 1;
  }

  /** True once every stream has got `total` events. */
  isComplete(total: number): boolean {
    return this.#deliveries >= total * this.#next.length;
  }

  /** The faults, given how many events every stream should have got. */
  faults(total: number): Faults {
    let missing = 0;
    for (const next of this.#next) missing += Math.max(0, total - next);
    return { lost: this.#missed - this.#late + missing, doubled: this.#doubled, reordered: this.#late };
  }

  #newPlace(n: number): number {
    this.#placeOf[n] = this.#order.length;
    this.#order.push(n);
    return this.#order.length - 1;
  }

  #jump(stream: number, expected: number, place: number): void {
    const jumped = this.#jumped.get(stream) ?? new Set<number>();
    this.#jumped.set(stream, jumped);
    for (let each = expected; each < place; each += 1) jumped.add(each);
    this.#missed += place - expected;
    this.#next[stream] = place + 1;
  }
}
