import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { settle, speak } from './screens/look.ts';

/** WCAG 2.2, levels A and AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const NO_FAULTS = { english: [], vietnamese: [] };

/** The page's faults in both languages. It is left in Vietnamese. */
export async function faultsInBothLanguages(page: Page): Promise<Record<string, string[]>> {
  await speak(page, 'en');
  await page.locator('html[lang="en"]').waitFor();
  const english = await faultsOf(page);
  await speak(page, 'vi');
  await page.locator('html[lang="vi"]').waitFor();
  return { english, vietnamese: await faultsOf(page) };
}

/** What axe finds wrong on the page as it stands: the rule, and where. */
export async function faultsOf(page: Page): Promise<string[]> {
  await settle(page);
  await page.evaluate(`${axe.source};0`);
  return page.evaluate(async (tags) => {
    const { axe: injected } = window as unknown as { axe: typeof axe };
    const { violations } = await injected.run(document, { runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, WCAG);
}
