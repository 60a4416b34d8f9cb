import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/** Waits until the browser has the whole till at hand: the shell, and both micro-frontends. */
export function untilKept(page: Page): Promise<void> {
  const isKept = (): Promise<boolean> =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      if (registration?.active?.state !== 'activated') return false;
      const entries = await (await caches.open('vppos-entries-v1')).keys();
      const chunks = await (await caches.open('vppos-chunks-v1')).keys();
      const servers = new Set(chunks.map(({ url }) => new URL(url).origin));
      return entries.length >= 4 && servers.size >= 2;
    });
  return vi.waitFor(async () => expect(await isKept()).toBe(true), { timeout: 20_000, interval: 200 });
}
