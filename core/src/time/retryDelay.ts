/** How long to wait between attempts, in ms. */
export interface RetryPolicy {
  /** The wait after the first failure. Default 1000. */
  readonly baseMs: number;
  /** No wait is longer. Default 30000. */
  readonly maxMs: number;
}

const DEFAULT_RETRY_POLICY: RetryPolicy = { baseMs: 1000, maxMs: 30_000 };

/**
 * The wait after `failures` failures in a row (1 = the first): `baseMs · 2ⁿ⁻¹`, at most `maxMs`, drawn from its upper half
 * so that a thousand tills do not come back in one moment. `random` gives [0, 1]; a test that passes `() => 1` gets exactly
 * 1, 2, 4, 8, 16, 30 s.
 */
export function retryDelayMs(
  failures: number,
  random: () => number,
  policy: RetryPolicy = DEFAULT_RETRY_POLICY,
): number {
  const exponent = Math.min(Math.max(failures, 1) - 1, 30);
  const ceiling = Math.min(policy.baseMs * 2 ** exponent, policy.maxMs);
  return Math.round(ceiling * (0.5 + random() * 0.5));
}
