import * as v from 'valibot';
import { CORE_RANGE_PATTERN } from './coreRange.ts';

/** More micro-frontends than this are refused. */
export const REGISTRY_MAX_REMOTES = 32;

/** One micro-frontend as the registry names it. */
export interface RemoteEntry {
  /** The federation name, `order`. */
  readonly name: string;
  /** For people, by language. */
  readonly title: { readonly vi: string; readonly en: string };
  /** Where it lives on this till, `/order`. */
  readonly basePath: string;
  /** The address of its `mf-manifest.json`. */
  readonly entry: string;
  /** The range of `@vppos/core` it needs, `^1.0.0`. */
  readonly core: string;
}

/** `SAME_NAME`: two entries share a name or a base path. */
export type RegistryProblem = { readonly code: 'NOT_JSON' | 'BAD_SHAPE' | 'SAME_NAME'; readonly detail: string };
export type RegistryResult =
  | { readonly ok: true; readonly remotes: readonly RemoteEntry[] }
  | ({ readonly ok: false } & RegistryProblem);

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));
const remoteEntry = v.looseObject({
  name: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,31}$/)),
  title: v.looseObject({ vi: text, en: text }),
  basePath: v.pipe(v.string(), v.regex(/^\/[a-z][a-z0-9-]{0,31}$/)),
  entry: v.pipe(
    v.string(),
    v.maxLength(2000),
    v.check(isFetchable, 'must be an http(s) address, or a path of this origin'),
  ),
  core: v.pipe(v.string(), v.regex(CORE_RANGE_PATTERN, 'must be a caret range such as ^1.0.0')),
});
const registry = v.looseObject({
  v: v.pipe(v.number(), v.integer(), v.minValue(1)),
  remotes: v.pipe(v.array(remoteEntry), v.minLength(1), v.maxLength(REGISTRY_MAX_REMOTES)),
});

/** Reads a registry document. Unknown fields and newer versions pass; one wrong entry refuses the whole document. */
export function decodeRegistry(document: string): RegistryResult {
  let json: unknown;
  try {
    json = JSON.parse(document);
  } catch {
    return { ok: false, code: 'NOT_JSON', detail: 'The registry is not JSON.' };
  }
  const read = v.safeParse(registry, json);
  if (!read.success) return { ok: false, code: 'BAD_SHAPE', detail: describe(read.issues) };
  const twice = firstTwice(read.output.remotes);
  if (twice !== undefined) return { ok: false, code: 'SAME_NAME', detail: `Two entries are called ${twice}.` };
  return { ok: true, remotes: read.output.remotes.map(toEntry) };
}

function toEntry({ name, title, basePath, entry, core }: v.InferOutput<typeof remoteEntry>): RemoteEntry {
  return { name, title: { vi: title.vi, en: title.en }, basePath, entry, core };
}

function isFetchable(entry: string): boolean {
  if (entry.startsWith('/')) return !entry.startsWith('//');
  return URL.canParse(entry) && ['http:', 'https:'].includes(new URL(entry).protocol);
}

function firstTwice(remotes: readonly { name: string; basePath: string }[]): string | undefined {
  const keys = remotes.flatMap(({ name, basePath }) => [name, basePath]);
  return keys.find((key, index) => keys.indexOf(key) !== index);
}

function describe(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues.map((issue) => `${v.getDotPath(issue) ?? '(document)'}: ${issue.message}`).join('; ');
}
