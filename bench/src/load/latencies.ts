/** Delays in ms, as they are reported. */
export interface LatencyReport {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Every single delay of a run; percentiles are read off the sorted list, not estimated. */
export class Latencies {
  #values: Float32Array;
  #count = 0;

  constructor(capacity: number) {
    this.#values = new Float32Array(capacity);
  }

  add(ms: number): void {
    if (this.#count === this.#values.length) this.#grow();
    this.#values[this.#count] = ms;
    this.#count += 1;
  }

  report(): LatencyReport {
    const sorted = this.#values.subarray(0, this.#count).sort();
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  }

  #grow(): void {
    const bigger = new Float32Array(Math.max(1024, this.#values.length * 2));
    bigger.set(this.#values);
    this.#values = bigger;
  }
}
