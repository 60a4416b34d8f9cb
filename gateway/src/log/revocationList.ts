import { REVOCATIONS_MAX, REVOCATIONS_MAX_OF_COMPANY, type RevocationRecord } from './eventLog.ts';

type OfCompany = Map<string, RevocationRecord>;

/**
 * The login sessions that are over. Bounded for each company, so that one cannot push out what another has revoked; above a
 * bound the oldest goes, which only its own company feels.
 */
export class RevocationList {
  readonly #byCompany = new Map<number | null, OfCompany>();
  #size = 0;

  /** Of two records of one session the later end holds. */
  add(record: RevocationRecord): void {
    const { companyId, sessionId } = record;
    const ofCompany: OfCompany = this.#byCompany.get(companyId) ?? new Map();
    this.#byCompany.set(companyId, ofCompany);
    const known = ofCompany.get(sessionId);
    const until = Math.max(record.until, known?.until ?? 0);
    if (known === undefined) this.#size += 1;
    // Deleted and set again: the map's order is that of the last word on each.
    ofCompany.delete(sessionId);
    ofCompany.set(sessionId, { ...record, until });
    if (companyId !== null && ofCompany.size > REVOCATIONS_MAX_OF_COMPANY) this.#dropOldest(ofCompany);
    if (this.#size > REVOCATIONS_MAX) this.#dropOldest(this.#largest());
  }

  /** Until when the session is over, in ms since 1970; 0 when nobody has said so. */
  untilOf(companyId: number | null, sessionId: string): number {
    return this.#byCompany.get(companyId)?.get(sessionId)?.until ?? 0;
  }

  /** Those that still hold. */
  inForce(now: number): RevocationRecord[] {
    return [...this.#byCompany.values()].flatMap((ofCompany) =>
      [...ofCompany.values()].filter(({ until }) => until > now),
    );
  }

  #dropOldest(ofCompany: OfCompany): void {
    for (const [sessionId, { companyId }] of ofCompany) {
      ofCompany.delete(sessionId);
      this.#size -= 1;
      if (ofCompany.size === 0) this.#byCompany.delete(companyId);
      return;
    }
  }

  #largest(): OfCompany {
    let largest: OfCompany = new Map();
    for (const ofCompany of this.#byCompany.values()) if (ofCompany.size > largest.size) largest = ofCompany;
    return largest;
  }
}
