import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import { WriteDelay } from './writeDelay.ts';

/** What happened, of one company or of all. Numbers since the start of the process; the maps count by name. */
export interface Counts {
  opened: number;
  peak: number;
  stalled: number;
  /** Handed to sockets, frames and heads. */
  bytes: number;
  readonly published: Map<string, number>;
  readonly delivered: Map<string, number>;
  readonly replayed: Map<string, number>;
  readonly resynced: Map<string, number>;
  readonly ended: Map<string, number>;
}

/** What statistics tell of them. `delivered`: written to live streams; `replayed`: written before `stream.live`. */
export interface CountsReport {
  streams: { now: number; peak: number; total: number };
  published: Record<string, number>;
  delivered: Record<string, number>;
  replayed: Record<string, number>;
  resynced: Record<string, number>;
  ended: Record<string, number>;
  stalled: number;
}

/** The types of one batch's events, and how many streams were served it that no count knows of yet. */
export interface Served {
  readonly types: readonly string[];
  live: number;
  replayed: number;
}

/** Companies counted apart; those beyond share one count, which nobody but a service sees. */
const COMPANIES_MAX = 10_000;
/** Types this build does not know that are counted by name; the rest is `other`. */
const UNKNOWN_TYPES_MAX = 200;
/** Batches counted together. */
const UNSETTLED_MAX = 64;

/** Counts what the gateway does. What happens for every write costs no more than a few additions. */
export class Tally {
  /** Streams that were refused, by reason. */
  readonly refusedStreams = new Map<string, number>();
  /** Publishes that were refused, by HTTP status. */
  readonly refusedPublishes = new Map<string, number>();
  readonly writeDelay = new WriteDelay();
  readonly #byCompany = new Map<number | null, Counts>();
  readonly #rest = newCounts();
  readonly #types = new Set<string>(Object.values(REALTIME_EVENT_TYPES));
  readonly #typesMax = this.#types.size + UNKNOWN_TYPES_MAX;
  readonly #unsettled = new Map<Served, Counts>();
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

  published(companyId: number | null, type: string): void {
    count(this.of(companyId).published, this.#nameOf(type));
  }

  /** A batch left in one write. Counted by event only when somebody asks, or when many batches wait for it. */
  served(counts: Counts, served: Served, isLive: boolean): void {
    if (served.live === 0 && served.replayed === 0) {
      if (this.#unsettled.size >= UNSETTLED_MAX) this.#settle();
      this.#unsettled.set(served, counts);
    }
    if (isLive) served.live += 1;
    else served.replayed += 1;
  }

  reportOf(companyId: number, now: number): CountsReport {
    this.#settle();
    return report(this.#byCompany.get(companyId) ?? newCounts(), now);
  }

  reportOfAll(now: number): CountsReport {
    return report(this.sum(), now);
  }

  /** The counts of all companies together. */
  sum(): Counts {
    this.#settle();
    const sum = newCounts();
    for (const counts of [...this.#byCompany.values(), this.#rest]) addTo(sum, counts);
    sum.peak = this.#peak;
    return sum;
  }

  #settle(): void {
    for (const [served, counts] of this.#unsettled) {
      for (const type of served.types) {
        const name = this.#nameOf(type);
        if (served.live > 0) count(counts.delivered, name, served.live);
        if (served.replayed > 0) count(counts.replayed, name, served.replayed);
      }
      served.live = 0;
      served.replayed = 0;
    }
    this.#unsettled.clear();
  }

  /** Bounded: publishers name types as they like. */
  #nameOf(type: string): string {
    if (this.#types.has(type)) return type;
    if (this.#types.size >= this.#typesMax) return 'other';
    this.#types.add(type);
    return type;
  }
}

export function count(counts: Map<string, number>, name: string, n = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + n);
}

function newCounts(): Counts {
  return {
    opened: 0,
    peak: 0,
    stalled: 0,
    bytes: 0,
    published: new Map(),
    delivered: new Map(),
    replayed: new Map(),
    resynced: new Map(),
    ended: new Map(),
  };
}

function addTo(sum: Counts, counts: Counts): void {
  sum.opened += counts.opened;
  sum.stalled += counts.stalled;
  sum.bytes += counts.bytes;
  for (const field of ['published', 'delivered', 'replayed', 'resynced', 'ended'] as const) {
    for (const [name, n] of counts[field]) count(sum[field], name, n);
  }
}

function report(counts: Counts, now: number): CountsReport {
  return {
    streams: { now, peak: counts.peak, total: counts.opened },
    published: Object.fromEntries(counts.published),
    delivered: Object.fromEntries(counts.delivered),
    replayed: Object.fromEntries(counts.replayed),
    resynced: Object.fromEntries(counts.resynced),
    ended: Object.fromEntries(counts.ended),
    stalled: counts.stalled,
  };
}
