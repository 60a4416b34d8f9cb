import type { Browser } from 'playwright-core';
import { afterAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type System, type SystemOptions, startSystem } from './system.ts';

/** What a file of walks stands on. */
export interface Shop {
  readonly system: System;
  readonly browser: Browser;
}

/**
 * Opens the till's real processes and a browser, at the head of a file; they end after its last walk, or with the file's
 * process where it has none to run. So a run of one walk (`-t`) names its file too, or it opens a shop for every file.
 */
export async function openShop(options: SystemOptions = {}): Promise<Shop> {
  const [system, browser] = await Promise.all([startSystem(options), launchBrowser()]);
  afterAll(async () => {
    await browser.close();
    await system.stop();
  });
  return { system, browser };
}
