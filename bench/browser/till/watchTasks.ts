import type { BrowserContext, Page } from 'playwright-core';

/** What was slow on a page since the last time it was asked, in ms. */
export interface Watched {
  /** Of tasks over 50 ms, which is what a browser calls long. */
  tasks: number[];
  /** Of touches and keys, until their answer was painted; those under 16 ms are not among them. */
  inputs: number[];
  /** The longest time without a frame. */
  frameGapMs: number;
}

/** Writes down what is slow, from before the page's own code runs. */
export async function watchTasks(context: BrowserContext): Promise<void> {
  await context.addInitScript(watchInPage);
}

export function takeWatched(page: Page): Promise<Watched> {
  return page.evaluate(() => (window as unknown as { __takeWatched: () => Watched }).__takeWatched());
}

/** Runs in the page: it may use nothing of this file. */
function watchInPage(): void {
  let watched: Watched = { tasks: [], inputs: [], frameGapMs: 0 };
  const tasks = new PerformanceObserver((list) => note(list.getEntries(), 'tasks'));
  const inputs = new PerformanceObserver((list) => note(list.getEntries(), 'inputs'));
  const note = (entries: readonly PerformanceEntry[], what: 'tasks' | 'inputs'): void => {
    for (const { duration } of entries) watched[what].push(duration);
  };
  tasks.observe({ type: 'longtask' });
  // Newer than the types.
  inputs.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  let lastAt = performance.now();
  const onFrame = (now: number): void => {
    watched.frameGapMs = Math.max(watched.frameGapMs, now - lastAt);
    lastAt = now;
    requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  const take = (): Watched => {
    note(tasks.takeRecords(), 'tasks');
    note(inputs.takeRecords(), 'inputs');
    const taken = watched;
    watched = { tasks: [], inputs: [], frameGapMs: 0 };
    return taken;
  };
  Object.assign(window, { __takeWatched: take });
}
