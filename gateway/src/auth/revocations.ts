import type { Clock } from '@vppos/core/time';
import { REVOCATIONS_MAX, type RevocationRecord } from '../log/eventLog.ts';
import type { TokenClaims } from './verifyToken.ts';

/** The login sessions that are over although their tokens have not expired. Fed by the log, so a restart knows them. */
export class Revocations {
  readonly #clock: Clock;
  readonly #untilByName = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(record: RevocationRecord): void {
    const name = nameOf(record.companyId, record.sessionId);
    const until = Math.max(record.until, this.#untilByName.get(name) ?? 0);
    this.#untilByName.delete(name);
    this.#untilByName.set(name, until);
    if (this.#untilByName.size > REVOCATIONS_MAX) this.#makeRoom();
  }

  has(claims: Pick<TokenClaims, 'companyId' | 'sessionId'>): boolean {
    if (claims.sessionId === null) return false;
    const names = [nameOf(null, claims.sessionId), nameOf(claims.companyId, claims.sessionId)];
    return names.some((name) => (this.#untilByName.get(name) ?? 0) > this.#clock.now());
  }

  /** The expired ones go; if none has, the oldest. */
  #makeRoom(): void {
    const now = this.#clock.now();
    for (const [name, until] of this.#untilByName) if (until <= now) this.#untilByName.delete(name);
    for (const name of this.#untilByName.keys()) {
      if (this.#untilByName.size <= REVOCATIONS_MAX) return;
      this.#untilByName.delete(name);
    }
  }
}

function nameOf(companyId: number | null, sessionId: string): string {
  return `${companyId ?? '*'}:${sessionId}`;
}
