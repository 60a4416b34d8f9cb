import { expect, it } from 'vitest';
import { pageRule } from './usePaper.ts';

it.each([
  [800, '80mm 214mm'],
  [100, '80mm 80mm'],
])('[PAYMFE24] makes %i px of paper one page of an 80 mm roll', (contentPx, size) => {
  expect(pageRule(contentPx)).toContain(`@page { size: ${size}; margin: 0; }`);
});
