import type { Profile } from './chromium.ts';
import type { Tab } from './tab.ts';
import { openTill } from './till.ts';

/** What a tab is doing; `gone` for good. */
type Fate = 'awake' | 'frozen' | 'elsewhere' | 'gone';

/** A tab, and from which published event on it must have all. */
export interface ChanceTab {
  readonly tab: Tab;
  readonly from: number;
  fate: Fate;
}

export interface Chance {
  readonly random: () => number;
  readonly profile: Profile;
  readonly url: string;
  readonly tabs: ChanceTab[];
  /** How many events are published now. */
  readonly published: () => number;
}

/** Fewest tabs that are awake, and most that are open. */
const AWAKE_MIN = 1;
const OPEN_MAX = 6;

type Act = (chance: Chance, one: ChanceTab) => Promise<void>;

const ACTS: Readonly<Record<string, { readonly of: Fate; readonly act: Act }>> = {
  front: { of: 'awake', act: (_, { tab }) => tab.front() },
  block: { of: 'awake', act: async ({ random }, { tab }) => tab.block(500 + random() * 5000) },
  freeze: { of: 'awake', act: turn('frozen', (tab) => tab.freeze()) },
  thaw: { of: 'frozen', act: turn('awake', (tab) => tab.thaw()) },
  leave: { of: 'awake', act: turn('elsewhere', (tab) => tab.navigate('about:blank')) },
  back: { of: 'elsewhere', act: turn('awake', (tab) => tab.back()) },
  close: { of: 'awake', act: turn('gone', (tab) => tab.close()) },
  crash: { of: 'awake', act: turn('gone', async (tab) => tab.crash()) },
  open: { of: 'awake', act: open },
};

function turn(fate: Fate, run: (tab: Tab) => Promise<void>): Act {
  return async (_, one) => {
    one.fate = fate;
    await run(one.tab);
  };
}

async function open({ profile, url, tabs, published }: Chance): Promise<void> {
  const tab = await openTill(profile, url);
  tabs.push({ tab, from: published(), fate: 'awake' });
}

/** One thing happens to one tab. Gives its name, for the account of a failed run. */
export async function actByChance(chance: Chance): Promise<string> {
  const names = Object.keys(ACTS);
  const name = names[Math.floor(chance.random() * names.length)] ?? 'front';
  const { of, act } = ACTS[name] ?? { of: 'gone' as const, act: async () => undefined };
  const fitting = chance.tabs.filter(({ fate }) => fate === of);
  const one = fitting[Math.floor(chance.random() * fitting.length)];
  if (one === undefined || !isAllowed(chance, name)) return `(${name})`;
  await act(chance, one);
  return `${name} ${chance.tabs.indexOf(one)}`;
}

function isAllowed({ tabs }: Chance, name: string): boolean {
  if (name === 'open') return tabs.filter(({ fate }) => fate !== 'gone').length < OPEN_MAX;
  const isLoss = ['freeze', 'leave', 'close', 'crash'].includes(name);
  return !isLoss || tabs.filter(({ fate }) => fate === 'awake').length > AWAKE_MIN;
}

/** Everything that can be awake is. */
export async function wakeAll({ tabs }: Chance): Promise<void> {
  for (const one of tabs) {
    if (one.fate === 'frozen') await one.tab.thaw();
    if (one.fate === 'elsewhere') await one.tab.back();
    if (one.fate !== 'gone') one.fate = 'awake';
  }
}
