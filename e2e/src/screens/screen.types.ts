import type { Page } from 'playwright-core';
import type { Look } from './look.ts';
import type { Seat } from './seat.ts';

/** One screen of the till, and the way to it. */
export interface Screen {
  readonly name: string;
  /** What it is, for the gallery. */
  readonly words: string;
  /** Leads there from a fresh browser. Gives the page to look at. */
  readonly reach: (seat: Seat) => Promise<Page>;
  /** Default: `Quay-1`. A till has one shift at most. */
  readonly till?: string;
  /** Selectors of what must be in sight without scrolling. */
  readonly inSight?: readonly string[];
  /** Taken for the gallery beside the Vietnamese, light ones. */
  readonly alsoTaken?: readonly Look[];
}
