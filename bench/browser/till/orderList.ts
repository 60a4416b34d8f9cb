import type { Page } from 'playwright-core';
import type { Faults } from '../../src/load/ledger.ts';

/** A toast is a `li` with an index too. */
export const ROWS = 'ul:has(> [data-order-id]) > li';

/** How the list of the selling screen differs from `wanted`, the newest orders as `<id> <status>`. */
export async function listFaults(page: Page, wanted: readonly string[]): Promise<Faults> {
  const list = page.locator('[data-order-id]').first();
  await list.hover();
  const rows = new Map<number, string>();
  for (let turn = 0; rows.size < wanted.length && turn < wanted.length; turn += 1) {
    // Its page has come: no row in sight is empty.
    await page.waitForFunction((empty) => document.querySelector(empty) === null, `${ROWS}:not([data-order-id])`);
    const inSight = await page.locator(ROWS).evaluateAll((items) =>
      items.map((item) => {
        const { index, orderId, status } = (item as HTMLElement).dataset;
        return { place: Number(index), row: `${orderId} ${status}` };
      }),
    );
    for (const { place, row } of inSight) rows.set(place, row);
    await page.mouse.wheel(0, 400);
  }
  const shown = wanted.map((_, place) => rows.get(place));
  return {
    lost: wanted.filter((row) => !shown.includes(row)).length,
    doubled: shown.length - new Set(shown).size,
    reordered: wanted.filter((row, place) => shown.includes(row) && shown[place] !== row).length,
  };
}
