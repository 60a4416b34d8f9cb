import { expect, it } from 'vitest';
import { pageRule, printFrame } from './usePaper.ts';

it.each([
  [800, '80mm 214mm'],
  [100, '80mm 80mm'],
])('[PAYMFE24] makes %i px of paper one page of an 80 mm roll', (contentPx, size) => {
  expect(pageRule(contentPx)).toContain(`@page { size: ${size}; margin: 0; }`);
});

it('[PAYMFE24] prints once its letters are there, under its own name, which the page does not keep', async () => {
  const { promise: lettersCame, resolve: comeLetters } = Promise.withResolvers<void>();
  const page = document.implementation.createHTMLDocument();
  Object.assign(page, { fonts: { ready: lettersCame } });
  const printed: string[] = [];
  const print = () => void printed.push(document.title, page.title, page.head.textContent ?? '');
  document.title = 'Thanh toán';

  // Only these two of a frame are looked at.
  const isPrinted = printFrame(
    { contentDocument: page, contentWindow: { print } as unknown as Window },
    'Hóa đơn HD-1',
  );
  const before = [...printed];
  comeLetters();
  await isPrinted;

  expect(before).toEqual([]);
  expect(printed).toEqual(['Hóa đơn HD-1', 'Hóa đơn HD-1', expect.stringContaining('@page')]);
  expect(document.title).toBe('Thanh toán');
});
