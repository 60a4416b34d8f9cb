import type { BrowserContext, Page } from 'playwright-core';

interface Watched {
  longTasks: number[];
}

/** Writes down every long task, from before the page's own code runs. */
export async function watchTasks(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watched: Watched = { longTasks: [] };
    Object.assign(window, { __tasks: watched });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
}

/** The longest task since the last call, in ms; 0 where none was over 50 ms. */
export function takeLongestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { __tasks: watched } = window as unknown as { __tasks: Watched };
    return Math.max(0, ...watched.longTasks.splice(0));
  });
}
