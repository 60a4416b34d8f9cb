import type { Locator, Page } from 'playwright-core';
import type { Report } from '../../src/report.ts';
import { quantileOf, spreadOf } from '../../src/statistics.ts';
import { typedAndPainted } from './typing.ts';
import { takeWatched } from './watchTasks.ts';

/** A cashier who types feels nothing below this, in ms. */
const SEARCH_LIMIT_MS = 50;
/** A task over this is felt, in ms. */
export const TASK_LIMIT_MS = 100;
/** More rows or tiles than this on the page at once, and the list is not virtual. */
const ROWS_MAX = 120;
const WORDS = ['ca phe sua', 'tra dao', 'banh mi', 'nuoc', '8934'];
const SCROLLS = 60;
/** By then a search of the server's is answered and painted, in ms. */
const ANSWERED_MS = 1000;

/** Every key of some searches, from the key to the painted result, in ms. */
export async function typeWords(page: Page, search: Locator): Promise<number[]> {
  const waits: number[] = [];
  for (const word of WORDS) {
    await search.fill('');
    await search.focus();
    for (const character of word) waits.push(await typedAndPainted(page, character));
  }
  await search.fill('');
  return waits;
}

interface Searched {
  readonly name: string;
  readonly page: Page;
  readonly search: Locator;
  /** Where nothing is promised, only compared. */
  readonly isPeer?: boolean;
}

/** The same words in each page, in turn. */
export async function measureSearch(report: Report, pages: readonly Searched[], rounds: number): Promise<void> {
  report.title('a key in the search, until the result is painted');
  const waits = new Map<string, number[]>(pages.map(({ name }) => [name, []]));
  // Not counted: the compiler's first.
  for (const { page, search } of pages) await typeWords(page, search);
  for (const { page, isPeer = false } of pages) if (!isPeer) await takeWatched(page);
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, page, search } of pages) waits.get(name)?.push(...(await typeWords(page, search)));
  }
  for (const { name, page, isPeer = false } of pages) {
    const keys = waits.get(name) ?? [];
    report.figure(name, spreadOf(keys), 'ms');
    if (isPeer) continue;
    report.atMost(`${name}: 99 of 100 keys, in ms`, quantileOf(keys, 0.99), SEARCH_LIMIT_MS);
    report.atMost(`${name}: the longest task, in ms`, Math.max(0, ...(await takeWatched(page)).tasks), TASK_LIMIT_MS);
  }
}

/** The list's own search asks the server when no key came for a while; that while is in the figure. */
export async function measureOrderSearch(report: Report, page: Page, search: Locator): Promise<void> {
  const waits: number[] = [];
  for (const digit of '12345') {
    await search.fill('10');
    await page.waitForTimeout(ANSWERED_MS);
    await search.focus();
    waits.push(await typedAndPainted(page, digit, ANSWERED_MS));
  }
  await search.fill('');
  report.figure('10,000 orders by their number, from the last key', spreadOf(waits), 'ms');
}

interface Scrolled {
  readonly name: string;
  readonly list: Locator;
  readonly rows: Locator;
}

/** Turns the wheel over each list, and counts what stands in the page meanwhile. */
export async function measureScrolling(report: Report, page: Page, lists: readonly Scrolled[]): Promise<void> {
  report.title('scrolling');
  for (const { name, list, rows } of lists) {
    await list.hover();
    await takeWatched(page);
    const counts: number[] = [];
    for (let turn = 0; turn < SCROLLS; turn += 1) {
      await page.mouse.wheel(0, turn % 10 === 9 ? 20_000 : 400);
      counts.push(await rows.count());
    }
    const { tasks, frameGapMs } = await takeWatched(page);
    report.atMost(`${name}: rows in the page`, Math.max(...counts), ROWS_MAX);
    report.atMost(`${name}: the longest task, in ms`, Math.max(0, ...tasks), TASK_LIMIT_MS);
    report.figure(`${name}: the longest time without a frame`, spreadOf([frameGapMs]), 'ms');
  }
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  report.figure('elements in the page', spreadOf([nodes]), '');
}
