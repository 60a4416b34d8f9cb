/** Upper bounds in ms; what is longer stands in a last bucket of its own. */
export const WRITE_DELAY_BOUNDS_MS: readonly number[] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500];

/** How long events waited from their publish to the write that carried them to a live stream: one number a write. */
export class WriteDelay {
  /** One for each bound and one above them; each counts only what is above the bound before. */
  readonly buckets: number[] = new Array(WRITE_DELAY_BOUNDS_MS.length + 1).fill(0);
  sumMs = 0;

  /** `delayMs` below 0, after a step of the clock, counts as 0. */
  add(delayMs: number): void {
    let index = 0;
    while (delayMs > (WRITE_DELAY_BOUNDS_MS[index] ?? Number.POSITIVE_INFINITY)) index += 1;
    this.buckets[index] = (this.buckets[index] ?? 0) + 1;
    if (delayMs > 0) this.sumMs += delayMs;
  }
}
