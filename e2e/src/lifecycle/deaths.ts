import type { Tab } from './tab.ts';

/** What can befall the tab that leads. */
export const DEATHS = {
  closed: (tab) => tab.close(),
  crashed: async (tab) => tab.crash(),
  frozen: (tab) => tab.freeze(),
  'navigated away': (tab) => tab.evaluate(() => void setTimeout(() => location.replace('about:blank'))),
  'put into bfcache': (tab) => tab.navigate('about:blank'),
} as const satisfies Record<string, (tab: Tab) => Promise<void>>;

export type Death = keyof typeof DEATHS;

/** How the person comes back to it, where that is possible. */
export const RETURNS: Partial<Record<Death, (tab: Tab) => Promise<void>>> = {
  frozen: async (tab) => {
    await tab.front();
    await tab.thaw();
  },
  'put into bfcache': async (tab) => {
    await tab.front();
    await tab.back();
  },
};
