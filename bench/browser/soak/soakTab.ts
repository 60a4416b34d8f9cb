import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { Faults } from '../../src/load/ledger.ts';
import { faultsOf } from '../heardIds.ts';

/** A tab that stays open all the time; what its bus dispatches is written down outside of it. */
export interface SoakTab {
  readonly name: string;
  readonly page: Page;
  readonly cdp: CDPSession;
  compare(published: readonly string[]): Promise<{ faults: Faults; told: { heard: number; resyncs: number } }>;
}

export async function openSoakTab(context: BrowserContext, url: string): Promise<SoakTab> {
  const page = await context.newPage();
  const heard: string[] = [];
  let resyncs = 0;
  await page.exposeFunction('__soakHeard', (ids: string[], told: number) => {
    heard.push(...ids);
    resyncs += told;
  });
  await page.addInitScript(tellOutside);
  await page.goto(url);
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
  return {
    name: new URL(url).pathname,
    page,
    cdp: await context.newCDPSession(page),
    compare: async (published) => {
      await page.waitForTimeout(2000);
      return { faults: faultsOf(published, heard), told: { heard: heard.length, resyncs } };
    },
  };
}

/** Runs in the page before its own code: counts the timers that wait, and keeps nothing longer than a second. */
function tellOutside(): void {
  let ids: string[] = [];
  let resyncs = 0;
  const waiting = new Set<number>();
  const { setTimeout: realSet, clearTimeout: realClear, setInterval: realEvery } = window;
  Object.assign(window, {
    __waitingTimers: waiting,
    setTimeout: (run: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
      const timer = realSet(() => {
        waiting.delete(timer);
        run(...given);
      }, ms);
      waiting.add(timer);
      return timer;
    },
    clearTimeout: (timer: number) => {
      waiting.delete(timer);
      realClear(timer);
    },
  });
  window.addEventListener('vppos:realtime', (event) => ids.push((event as CustomEvent).detail.id));
  window.addEventListener('vppos:realtime-resync', () => {
    resyncs += 1;
  });
  realEvery(() => {
    const { __soakHeard } = window as unknown as { __soakHeard: (ids: string[], resyncs: number) => void };
    if (ids.length + resyncs > 0) __soakHeard(ids, resyncs);
    ids = [];
    resyncs = 0;
  }, 1000);
}
