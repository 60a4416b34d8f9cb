import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const css = readFileSync(path.join(import.meta.dirname, 'theme.css'), 'utf8');

/** The tokens of the rule with this selector, in order. */
function tokensOf(selector: string): string[] {
  const [, rule = ''] = css.split(`${selector} {`);
  return rule
    .slice(0, rule.indexOf('}'))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

it('is the same in the dark for who chose it and for who left it to the system', () => {
  const chosen = tokensOf(':root[data-theme="dark"]');

  expect(chosen.length).toBeGreaterThan(30);
  expect(chosen).toEqual(tokensOf(':root:not([data-theme="light"])'));
});
