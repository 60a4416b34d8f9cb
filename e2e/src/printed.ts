import type { BrowserContext, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { until } from './api.ts';

/** What a page has sent to the printer, as the PDF that a printer of an 80 mm roll gets. */
export interface PrintedPaper {
  readonly title: string;
  /** The words of the PDF itself, one space between two of them, whatever lines they are in. */
  readonly text: string;
  /** The size of each page, in mm. */
  readonly pages: readonly { readonly widthMm: number; readonly heightMm: number }[];
  /** What would be cut off at the right edge: the words of each element that is wider than its place. */
  readonly cutOff: readonly string[];
}

interface Sent {
  readonly title: string;
  readonly html: string;
}

const ROLL_MM = 80;
const POINTS_PER_MM = 72 / 25.4;

/** From now on each `print()` of any frame keeps its document, where a browser with a printer would open its dialog. */
export async function recordPrints(context: BrowserContext): Promise<void> {
  await context.addInitScript(keepInsteadOfPrinting);
}

/** Runs in each frame: it may use nothing of this file. */
function keepInsteadOfPrinting(): void {
  window.print = () => {
    // The sheets themselves, not their rules: read back from those, a shorthand with a variable in it is lost.
    const head = `<base href="${document.baseURI}">${document.head.innerHTML}`;
    const html = `<!doctype html><html lang="vi"><head>${head}</head>${document.body.outerHTML}</html>`;
    const top = window.top as unknown as { __printed?: unknown[] };
    top.__printed = [...(top.__printed ?? []), { title: window.top?.document.title, html }];
    window.dispatchEvent(new Event('afterprint'));
  };
}

/** Presses what prints, and gives what came out. */
export async function printedBy(page: Page, press: () => Promise<void>): Promise<PrintedPaper> {
  const before = (await sentBy(page)).length;
  await press();
  await until(
    async () => (await sentBy(page)).length,
    (count) => count > before,
    10_000,
  );
  const sent = (await sentBy(page))[before];
  if (sent === undefined) throw new Error('Nothing was printed.');
  return onPaper(page, sent);
}

function sentBy(page: Page): Promise<Sent[]> {
  return page.evaluate(() => (window as unknown as { __printed?: Sent[] }).__printed ?? []);
}

/** Prints the kept document in a tab of its own, which has the width of the roll, and the till's origin for its letters. */
async function onPaper(page: Page, { title, html }: Sent): Promise<PrintedPaper> {
  const press = await page.context().newPage();
  try {
    await press.goto(new URL('/manifest.webmanifest', page.url()).href);
    await press.setViewportSize({ width: Math.round((ROLL_MM / 25.4) * 96), height: 1000 });
    await press.emulateMedia({ media: 'print' });
    await press.setContent(html);
    await press.evaluate(() => document.fonts.ready);
    const cutOff = await press.evaluate(wordsCutOff);
    const pdf = await press.pdf({ width: `${ROLL_MM}mm`, preferCSSPageSize: true, printBackground: true });
    if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error('What came out of the printer is no PDF.');
    return { title, cutOff, ...(await readPdf(new Uint8Array(pdf))) };
  } finally {
    await press.close();
  }
}

/** Runs in the printed page. A word that cannot break makes its element wider than it is, or reaches past the paper. */
function wordsCutOff(): string[] {
  const paperEnds = document.documentElement.clientWidth;
  return [...document.body.querySelectorAll('*')]
    .filter((element) => {
      const isOverflowing = element.clientWidth > 0 && element.scrollWidth > element.clientWidth;
      return isOverflowing || element.getBoundingClientRect().right > paperEnds + 0.5;
    })
    .map((element) => element.textContent ?? '');
}

async function readPdf(pdf: Uint8Array): Promise<Pick<PrintedPaper, 'text' | 'pages'>> {
  const document = await getDocumentProxy(pdf);
  const sizes = await Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const { width, height } = (await document.getPage(index + 1)).getViewport({ scale: 1 });
      return { widthMm: width / POINTS_PER_MM, heightMm: height / POINTS_PER_MM };
    }),
  );
  const { text } = await extractText(document, { mergePages: true });
  return { text: text.normalize('NFC').replaceAll(/\s+/g, ' '), pages: sizes };
}
