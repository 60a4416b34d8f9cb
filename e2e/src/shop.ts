import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type System, type SystemOptions, startSystem } from './system.ts';

/** What a file of walks stands on. */
export interface Shop {
  readonly system: System;
  readonly browser: Browser;
}

/** Opens the till's real processes and a browser. Asked for at the head of a file, they end after its last walk. */
export async function openShop(options: SystemOptions = {}): Promise<Shop> {
  const [system, browser] = await Promise.all([startSystem(options), launchBrowser()]);
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });
  return { system, browser };
}
