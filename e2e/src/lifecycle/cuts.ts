import type { System } from '../system.ts';
import type { Wire } from '../wire.ts';
import type { Profile } from './chromium.ts';
import type { Tab } from './tab.ts';

/** A till whose customer is paying. */
export interface CutTill {
  readonly profile: Profile;
  /** The tab with the QR. */
  readonly paying: Tab;
  /** All tabs of the till, `paying` included. */
  readonly tabs: readonly Tab[];
  /** Between this browser and its server. */
  readonly wire: Wire;
}

/** How a till is cut off while the customer pays. */
export interface Cut {
  begin(till: CutTill): Promise<void>;
  /** When it settles, whatever was cut is usable again. */
  end(till: CutTill): Promise<void>;
  /** The page can know of it, and says so in red this long after its beginning, in ms; null: it cannot know. */
  readonly redAfterMs: number | null;
  /** The page reaches the backend all the time: it may turn green before the cut is over. */
  readonly reachesBackend: boolean;
}

/** The bar is red 5 s after a loss; the rest is the machine's. */
const RED_MS = 7000;
/** A stream whose heartbeat comes every 2 s is dead after this, in ms. */
const SILENCE_MS = 9000;

export type CutName = 'tab frozen' | 'gateway down' | 'offline' | 'network hanging';

export function cutsOf(system: System): Readonly<Record<CutName, Cut>> {
  return {
    // Another page is looked at, and the browser puts the tab to sleep.
    'tab frozen': {
      begin: async ({ profile, paying }) => {
        await profile.open('about:blank');
        await paying.freeze();
      },
      end: async ({ paying }) => {
        await paying.front();
        await paying.thaw();
      },
      redAfterMs: null,
      reachesBackend: false,
    },
    'gateway down': {
      begin: () => system.kill('gateway'),
      end: () => system.restart('gateway'),
      redAfterMs: RED_MS,
      reachesBackend: true,
    },
    offline: {
      begin: async ({ tabs, wire }) => {
        await Promise.all(tabs.map((tab) => tab.offline(true)));
        await wire.cut();
      },
      end: async ({ tabs, wire }) => {
        await wire.mend();
        await Promise.all(tabs.map((tab) => tab.offline(false)));
      },
      redAfterMs: RED_MS,
      reachesBackend: false,
    },
    // Nobody is told: only silence shows it.
    'network hanging': {
      begin: async ({ wire }) => wire.hold(),
      end: async ({ wire }) => wire.release(),
      redAfterMs: SILENCE_MS + RED_MS,
      reachesBackend: false,
    },
  };
}
