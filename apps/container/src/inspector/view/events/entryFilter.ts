import type { Entry } from '../recording.ts';

/** What of the list is shown; an empty text is everything. */
export interface EntryFilter {
  /** A type of event, `RESYNC` or `INVALID`. */
  readonly type: string;
  readonly text: string;
  /** An origin or a `via`. */
  readonly way: string;
  readonly mfe: string;
}

export const EVERYTHING: EntryFilter = { type: '', text: '', way: '', mfe: '' };
/** No event type: those are lower case. */
export const RESYNC = 'RESYNC';
export const INVALID = 'INVALID';

export function filterEntries(entries: readonly Entry[], filter: EntryFilter): readonly Entry[] {
  return entries.filter((entry) => matches(entry, filter));
}

function matches(entry: Entry, { type, text, way, mfe }: EntryFilter): boolean {
  return (
    (type === '' || type === typeOf(entry)) &&
    (way === '' || ('event' in entry && (entry.event.origin === way || entry.event.via === way))) &&
    (mfe === '' || ('runs' in entry && entry.runs.some((run) => run.mfe === mfe))) &&
    (text === '' || textOf(entry).includes(text.toLowerCase()))
  );
}

export function typeOf(entry: Entry): string {
  if ('event' in entry) return entry.event.type;
  return 'resync' in entry ? RESYNC : INVALID;
}

function textOf(entry: Entry): string {
  return JSON.stringify('event' in entry ? entry.event : entry).toLowerCase();
}

/** The types and micro-frontends that can be chosen: those which have been seen, in alphabetical order. */
export function choicesOf(entries: readonly Entry[]): { types: readonly string[]; mfes: readonly string[] } {
  const mfes = entries.flatMap((entry) => ('runs' in entry ? entry.runs.map((run) => run.mfe) : []));
  return { types: distinct(entries.map(typeOf)), mfes: distinct(mfes) };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
