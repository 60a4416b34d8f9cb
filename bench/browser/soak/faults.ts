import type { BrowserContext } from 'playwright-core';
import type { System } from '../../../e2e/src/system.ts';

export interface Shop {
  readonly system: System;
  readonly context: BrowserContext;
}

/** What goes wrong in a shop, one a minute, in turn. Each is over when its promise is. */
export const FAULTS: readonly ((shop: Shop) => Promise<void>)[] = [
  async ({ system }) => {
    await system.kill('gateway');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await system.restart('gateway');
  },
  async ({ context }) => {
    await context.setOffline(true);
    await new Promise((resolve) => setTimeout(resolve, 8000));
    await context.setOffline(false);
  },
  async ({ system }) => {
    await system.kill('container');
    await system.restart('container');
  },
  async ({ context, system }) => {
    // A tab more for a while.
    const page = await context.newPage();
    await page.goto(system.addresses.container);
    await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
    await page.close();
  },
];
