import { type RefObject, useRef, useState } from 'react';
import { useReactToPrint } from 'react-to-print';

/** The roll's width, in mm. */
const ROLL_MM = 80;
/** Left free below the content, in mm, so that rounding never begins a second page. */
const FEED_MM = 2;
const MM_PER_PX = 25.4 / 96;

interface Paper {
  /** Goes on what is printed; nothing else is. */
  readonly paper: RefObject<HTMLElement | null>;
  readonly print: () => void;
  /** It was printed on this screen before: the next one is a copy. */
  readonly wasPrinted: boolean;
}

/** Prints one element on an 80 mm roll, as long as it is; printed into a PDF it is a page of that size. */
export function usePaper(title: string, onFailed: () => void): Paper {
  const paper = useRef<HTMLElement>(null);
  const [wasPrinted, setWasPrinted] = useState(false);
  const print = useReactToPrint({
    contentRef: paper,
    print: (frame) => printFrame(frame, title),
    onAfterPrint: () => setWasPrinted(true),
    onPrintError: onFailed,
  });
  return { paper, print, wasPrinted };
}

/** `title` is what a browser calls the file when it prints into one; with a `print` of one's own nobody else sets it. */
export async function printFrame(
  frame: Pick<HTMLIFrameElement, 'contentDocument' | 'contentWindow'>,
  title: string,
): Promise<void> {
  const page = frame.contentDocument;
  if (page === null || frame.contentWindow === null) throw new Error('There is nothing to print.');
  // Measured with the letters it is printed in, or the last lines begin a second page.
  await page.fonts.ready;
  const style = page.createElement('style');
  style.textContent = pageRule(page.body.firstElementChild?.getBoundingClientRect().height ?? 0);
  page.head.append(style);
  const titleBefore = document.title;
  page.title = title;
  document.title = title;
  frame.contentWindow.print();
  document.title = titleBefore;
}

/**
 * The size of the page: as long as its content, and at least as long as wide, since a browser turns a page that is wider
 * than long. It needs both lengths: with `80mm auto` browsers drop the whole rule. [css-page-3 §7.1]
 */
export function pageRule(contentPx: number): string {
  const lengthMm = Math.max(ROLL_MM, Math.ceil(contentPx * MM_PER_PX) + FEED_MM);
  return `@page { size: ${ROLL_MM}mm ${lengthMm}mm; margin: 0; } body { margin: 0; background: #fff; }`;
}
