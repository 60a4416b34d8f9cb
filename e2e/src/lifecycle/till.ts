import { RECORDER_SCRIPT, type Recorded } from '../busRecorder.ts';
import type { Profile } from './chromium.ts';
import type { Tab } from './tab.ts';

/** The tabs of one person who is signed in, the first one first. All are live, and their buses are recorded. */
export async function openTills(profile: Profile, url: string, options: TillsOptions): Promise<Tab[]> {
  const { username, count, scripts = [] } = options;
  const first = await openTab(profile, url, scripts);
  await signIn(first, username);
  await untilLive(first);
  const tabs = [first];
  while (tabs.length < count) tabs.push(await openTill(profile, url, scripts));
  return tabs;
}

interface TillsOptions {
  readonly username: string;
  readonly count: number;
  readonly scripts?: readonly string[];
}

/** One more tab of a person who is signed in already. */
export async function openTill(profile: Profile, url: string, scripts: readonly string[] = []): Promise<Tab> {
  const tab = await openTab(profile, url, scripts);
  await untilLive(tab);
  return tab;
}

/** A tab whose bus is recorded. */
export function openTab(profile: Profile, url: string, scripts: readonly string[] = []): Promise<Tab> {
  return profile.open(url, [RECORDER_SCRIPT, ...scripts]);
}

export async function signIn(tab: Tab, username: string): Promise<void> {
  await tab.fill('#username', username);
  await tab.fill('#password', 'demo1234');
  await tab.click('button[type="submit"]');
}

export function untilLive(tab: Tab, withinMs?: number): Promise<void> {
  return tab.until(() => document.querySelector('[data-testid="connection"][data-state="live"]') !== null, withinMs);
}

/** The newest status the page was told. */
export async function statusOf(tab: Tab): Promise<Recorded['detail']> {
  return statuses(await tab.heard()).at(-1)?.detail ?? {};
}

export function statuses(recorded: readonly Recorded[]): Recorded[] {
  return recorded.filter(({ channel }) => channel === 'vppos:realtime-status');
}
