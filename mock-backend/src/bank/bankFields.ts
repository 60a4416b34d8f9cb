import * as v from 'valibot';
import type { ReadTransfer } from './provider.ts';

/** Vietnam has one time zone and no summer time. */
const SHOP_UTC_OFFSET = '+07:00';
const SHOP_UTC_OFFSET_MS = 7 * 3_600_000;
/** In VND. No transfer is bigger; and sums of such amounts stay whole numbers that can be read back. */
export const AMOUNT_MAX = 10_000_000_000_000;

/** Words that may be missing, or a number where words are meant. */
export const wordsField = v.optional(v.nullable(v.union([v.string(), v.pipe(v.number(), v.transform(String))])));

/** The words, without spaces around them; null where there are none. */
export function filled(value: string | null | undefined): string | null {
  const trimmed = value?.trim();
  return trimmed === undefined || trimmed === '' ? null : trimmed;
}

/** Seconds, their fraction and the offset may be missing. */
const SHOP_TIME = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?$/;

/** `2026-02-04 18:25:00` on the shop's wall clock, or a time with its own offset, in ms since 1970; else null. */
export function readShopTime(text: string): number | null {
  // Never this machine's own time zone: the server need not stand in the shop.
  const [, day, time, offset = SHOP_UTC_OFFSET] = SHOP_TIME.exec(text.trim()) ?? [];
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T${time}${offset}`);
  return Number.isNaN(at) ? null : at;
}

/** The shop's wall clock at `at`: `2026-02-04 18:25:00`. */
export function shopTime(at: number): string {
  return new Date(at + SHOP_UTC_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Why no transfer can be read from a row. */
export function unreadable(issues: readonly v.BaseIssue<unknown>[]): ReadTransfer {
  const reasons = issues.map((issue) => `${v.getDotPath(issue) ?? 'row'}: ${issue.message}`);
  return { ok: false, reason: reasons.join('; ') };
}

/** The JSON of some bytes; undefined where they are none. */
export function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}
