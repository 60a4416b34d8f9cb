import type { AuthUser } from '@vppos/core/types';
import * as v from 'valibot';
import { NEWS_KINDS, type NewsEntry } from './news.ts';

/** More than so many are not kept: the oldest goes. */
export const NEWS_MAX = 100;

/** The newest first, each key once. */
export type NewsList = readonly NewsEntry[];

/** Whose news they are. Nobody else sees them. */
export type NewsOwner = Pick<AuthUser, 'id' | 'company_id'>;

/**
 * Pure. One list of what either knows; read in one of them is read. The same whichever of the two is whose: tabs that did not
 * come to the same list would write it to each other for ever.
 */
export function mergeNews(mine: NewsList, theirs: NewsList): NewsList {
  const byKey = new Map<string, NewsEntry>();
  for (const entry of [...theirs, ...mine]) {
    const known = byKey.get(entry.key) ?? entry;
    byKey.set(entry.key, { ...entry, at: Math.min(known.at, entry.at), isRead: known.isRead || entry.isRead });
  }
  return withOneGap([...byKey.values()].toSorted(newestFirst)).slice(0, NEWS_MAX);
}

function newestFirst(a: NewsEntry, b: NewsEntry): number {
  return b.at - a.at || (a.key < b.key ? -1 : 1);
}

/** Of the gaps that nobody has read the newest says it all; a fault that goes on must not push out what has to be done. */
function withOneGap(list: NewsList): NewsList {
  const newest = list.find(({ kind, isRead }) => kind === 'gap' && !isRead);
  return list.filter((entry) => entry.kind !== 'gap' || entry.isRead || entry === newest);
}

/** Pure. `key`: of one entry; null: of all. */
export function readNews(list: NewsList, key: string | null): NewsList {
  return list.map((entry) =>
    entry.isRead || (key !== null && entry.key !== key) ? entry : { ...entry, isRead: true },
  );
}

/** Pure. What somebody has done needs nobody's attention any more. */
export function readTask(list: NewsList, task: string): NewsList {
  return list.map((entry) => (entry.isRead || entry.task !== task ? entry : { ...entry, isRead: true }));
}

/** Pure. How many nobody has read yet, of those that lead below `basePath`, or of all. */
export function countUnread(list: NewsList, basePath: string | null = null): number {
  const leadsThere = ({ to }: NewsEntry): boolean => to === basePath || to?.startsWith(`${basePath}/`) === true;
  return list.filter((entry) => !entry.isRead && (basePath === null || leadsThere(entry))).length;
}

const keptEntry = v.object({
  key: v.string(),
  kind: v.picklist(NEWS_KINDS),
  at: v.number(),
  message: v.string(),
  amount: v.nullable(v.number()),
  till: v.nullable(v.string()),
  to: v.nullable(v.pipe(v.string(), v.regex(/^\/[a-z]/))),
  // A build before this one kept none.
  task: v.optional(v.nullable(v.string()), null),
  isTest: v.boolean(),
  isRead: v.boolean(),
});
const keptNews = v.object({
  user_id: v.number(),
  company_id: v.number(),
  entries: v.pipe(v.array(keptEntry), v.maxLength(NEWS_MAX)),
});

export function encodeNews({ id, company_id }: NewsOwner, entries: NewsList): string {
  return JSON.stringify({ user_id: id, company_id, entries });
}

/** What was kept for this person; nothing where it is another's, or cannot be read. */
export function decodeNews({ id, company_id }: NewsOwner, text: string | null): NewsList {
  const kept = v.safeParse(keptNews, parse(text));
  const isTheirs = kept.success && kept.output.user_id === id && kept.output.company_id === company_id;
  return isTheirs ? kept.output.entries : [];
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
