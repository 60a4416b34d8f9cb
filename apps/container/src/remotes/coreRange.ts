/** A range of core a micro-frontend asks for: `^1.2.0`, nothing else. */
export const CORE_RANGE_PATTERN = /^\^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/;
const VERSION_PATTERN = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/;

type Version = readonly [major: number, minor: number, patch: number];

/**
 * npm's caret: at least the version named, below the next one that may break: the next major, or before 1.0.0 the next
 * minor (before 0.1.0 the next patch). Anything that is not a plain version or caret range is not satisfied.
 */
export function satisfiesCoreRange(version: string, range: string): boolean {
  const has = readVersion(VERSION_PATTERN, version);
  const wants = readVersion(CORE_RANGE_PATTERN, range);
  if (has === null || wants === null) return false;
  const fixed = wants.findIndex((part) => part !== 0);
  const fixedParts = fixed === -1 ? 3 : fixed + 1;
  if (has.slice(0, fixedParts).some((part, index) => part !== wants[index])) return false;
  return compareVersions(has, wants) >= 0;
}

function readVersion(pattern: RegExp, text: string): Version | null {
  const match = pattern.exec(text);
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3])];
}

function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
