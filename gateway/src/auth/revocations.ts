import type { Clock } from '@vppos/core/time';
import type { RevocationRecord } from '../log/eventLog.ts';
import { RevocationList } from '../log/revocationList.ts';
import type { TokenClaims } from './verifyToken.ts';

/** The login sessions that are over although their tokens have not expired. Fed by the log, so a restart knows them. */
export class Revocations {
  readonly #clock: Clock;
  readonly #list = new RevocationList();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(record: RevocationRecord): void {
    this.#list.add(record);
  }

  has({ companyId, sessionId }: Pick<TokenClaims, 'companyId' | 'sessionId'>): boolean {
    if (sessionId === null) return false;
    // A service without a company revokes a session whatever its company.
    const until = Math.max(this.#list.untilOf(null, sessionId), this.#list.untilOf(companyId, sessionId));
    return until > this.#clock.now();
  }
}
