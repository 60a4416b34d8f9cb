/** What happened, of one company or of all. Numbers since the start of the process. */
export interface Counts {
  opened: number;
  peak: number;
  delivered: number;
  replayed: number;
  stalled: number;
  readonly published: Map<string, number>;
  readonly resynced: Map<string, number>;
}

export interface CountsReport {
  streams: { now: number; peak: number; total: number };
  published: Record<string, number>;
  delivered: number;
  replayed: number;
  resynced: Record<string, number>;
  stalled: number;
}

/** Companies counted apart; those beyond share one count, which nobody but a service sees. */
const COMPANIES_MAX = 10_000;
/** Types counted apart; the rest is `other`. */
const TYPES_MAX = 200;

export class Tally {
  readonly #byCompany = new Map<number | null, Counts>();
  readonly #rest = newCounts();
  #peak = 0;

  /** The live counts of a company, to be added to. */
  of(companyId: number | null): Counts {
    const known = this.#byCompany.get(companyId);
    if (known !== undefined) return known;
    if (this.#byCompany.size >= COMPANIES_MAX) return this.#rest;
    const counts = newCounts();
    this.#byCompany.set(companyId, counts);
    return counts;
  }

  opened(companyId: number | null, now: { ofCompany: number; ofAll: number }): void {
    const counts = this.of(companyId);
    counts.opened += 1;
    counts.peak = Math.max(counts.peak, now.ofCompany);
    this.#peak = Math.max(this.#peak, now.ofAll);
  }

  reportOf(companyId: number, now: number): CountsReport {
    return report(this.#byCompany.get(companyId) ?? newCounts(), now);
  }

  reportOfAll(now: number): CountsReport {
    const sum = newCounts();
    for (const counts of [...this.#byCompany.values(), this.#rest]) addTo(sum, counts);
    sum.peak = this.#peak;
    return report(sum, now);
  }
}

export function count(counts: Map<string, number>, name: string): void {
  const key = counts.has(name) || counts.size < TYPES_MAX ? name : 'other';
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function newCounts(): Counts {
  return { opened: 0, peak: 0, delivered: 0, replayed: 0, stalled: 0, published: new Map(), resynced: new Map() };
}

function addTo(sum: Counts, counts: Counts): void {
  sum.opened += counts.opened;
  sum.delivered += counts.delivered;
  sum.replayed += counts.replayed;
  sum.stalled += counts.stalled;
  for (const [name, n] of counts.published) sum.published.set(name, (sum.published.get(name) ?? 0) + n);
  for (const [name, n] of counts.resynced) sum.resynced.set(name, (sum.resynced.get(name) ?? 0) + n);
}

function report(counts: Counts, now: number): CountsReport {
  return {
    streams: { now, peak: counts.peak, total: counts.opened },
    published: Object.fromEntries(counts.published),
    delivered: counts.delivered,
    replayed: counts.replayed,
    resynced: Object.fromEntries(counts.resynced),
    stalled: counts.stalled,
  };
}
