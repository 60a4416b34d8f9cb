import type { Clock } from '@vppos/core/time';

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Buckets kept; above it the one that was used longest ago is forgotten, which only forgives its company. */
const BUCKETS_MAX = 10_000;
/** A burst of ten seconds' worth, but never less than one batch. */
const BURST_S = 10;
const BURST_MIN = 100;

/** A token bucket for each company, so that one cannot push the others' history out of the log. */
export class RateLimit {
  readonly #ratePerS: number;
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();

  /** `ratePerS` 0: no limit. */
  constructor(ratePerS: number, clock: Clock) {
    this.#ratePerS = ratePerS;
    this.#clock = clock;
  }

  /** Takes every amount, or says after how many seconds they can be had; then nothing was taken. */
  take(amounts: ReadonlyMap<string, number>): { ok: true } | { ok: false; retryAfterS: number } {
    if (this.#ratePerS === 0) return { ok: true };
    const wanted = [...amounts].map(([name, amount]) => ({ bucket: this.#filled(name), amount }));
    const missing = Math.max(...wanted.map(({ bucket, amount }) => amount - bucket.tokens));
    if (missing > 0) return { ok: false, retryAfterS: Math.max(1, Math.ceil(missing / this.#ratePerS)) };
    for (const { bucket, amount } of wanted) bucket.tokens -= amount;
    return { ok: true };
  }

  #filled(name: string): Bucket {
    const now = this.#clock.now();
    const burst = Math.max(this.#ratePerS * BURST_S, BURST_MIN);
    const bucket = this.#buckets.get(name) ?? { tokens: burst, filledAt: now };
    const passedMs = Math.max(0, now - bucket.filledAt);
    bucket.tokens = Math.min(burst, bucket.tokens + (passedMs / 1000) * this.#ratePerS);
    bucket.filledAt = now;
    // Deleted and set again, so that the map's order is the order of use.
    this.#buckets.delete(name);
    this.#buckets.set(name, bucket);
    if (this.#buckets.size > BUCKETS_MAX) this.#forgetOldest();
    return bucket;
  }

  #forgetOldest(): void {
    for (const name of this.#buckets.keys()) {
      this.#buckets.delete(name);
      return;
    }
  }
}
