import corePackage from '@vppos/core/package.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { satisfiesCoreRange } from './coreRange.ts';
import { CORE_VERSION } from './coreVersion.ts';

describe('satisfiesCoreRange', () => {
  it.each([
    ['1.0.0', '^1.0.0', true],
    ['1.4.2', '^1.2.9', true],
    ['1.2.8', '^1.2.9', false],
    ['2.0.0', '^1.2.9', false],
    ['10.0.0', '^1.0.0', false],
    ['0.3.9', '^0.3.1', true],
    ['0.4.0', '^0.3.1', false],
    ['0.0.3', '^0.0.3', true],
    ['0.0.4', '^0.0.3', false],
    ['0.0.0', '^0.0.0', true],
    ['1.0.0', '1.0.0', false],
    ['1.0.0', '*', false],
    ['1.0.0-beta', '^1.0.0', false],
  ])('reads %s in %s as %s', (version, range, expected) => {
    expect(satisfiesCoreRange(version, range)).toBe(expected);
  });

  it('compares against the version core has', () => {
    expect(corePackage.version).toBe(CORE_VERSION);
  });
});
