import { until } from '../api.ts';
import type { Tab } from './tab.ts';
import { statuses, statusOf } from './till.ts';

/** Waits until this tab leads and is live. */
export async function untilLeads(tab: Tab, withinMs: number): Promise<void> {
  await until(
    () => statusOf(tab),
    ({ role, state }) => role === 'leader' && state === 'live',
    withinMs,
  );
}

/** How long after `since` (ms of the wall clock) the first of these tabs leads, and is live, in ms. */
export interface Takeover {
  readonly leadsMs: number;
  readonly liveMs: number;
}

export async function untilTakenOver(tabs: readonly Tab[], since: number, withinMs: number): Promise<Takeover> {
  const firsts = async (): Promise<Takeover | null> => {
    const told = (await Promise.all(tabs.map((tab) => tab.heard()))).flatMap(statuses);
    const leading = told.filter(({ at, detail }) => at >= since && detail['role'] === 'leader');
    const live = leading.filter(({ detail }) => detail['state'] === 'live');
    if (live.length === 0) return null;
    const first = (entries: readonly { at: number }[]): number => Math.min(...entries.map(({ at }) => at)) - since;
    return { leadsMs: first(leading), liveMs: first(live) };
  };
  let takeover: Takeover | null = null;
  await until(
    async () => {
      takeover = await firsts();
      return takeover !== null;
    },
    Boolean,
    withinMs,
  );
  return takeover ?? { leadsMs: Number.NaN, liveMs: Number.NaN };
}
