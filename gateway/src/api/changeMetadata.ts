import type { Refusal } from '../http/problem.ts';
import { isWithinBounds, METADATA_BOUNDS, type Metadata } from '../hub/metadata.ts';
import type { Stream } from '../hub/stream.ts';

/** How many streams were changed, or why none was. */
export type MetadataOutcome =
  | { readonly ok: true; readonly streams: number }
  | { readonly ok: false; readonly refusal: Refusal };

const NO_SUCH_CLIENT: Refusal = { status: 404, detail: 'No such client is connected.' };
const OUT_OF_BOUNDS: Refusal = { status: 422, detail: `Metadata is text by key, at most ${METADATA_BOUNDS}.` };

/** Changes the metadata of all these streams or of none. */
export function changeMetadata(
  streams: readonly Stream[],
  changes: Readonly<Record<string, string | null>>,
): MetadataOutcome {
  if (streams.length === 0) return { ok: false, refusal: NO_SUCH_CLIENT };
  const changed = streams.map((stream) => ({ stream, metadata: merged(stream.metadata, changes) }));
  if (!changed.every(({ metadata }) => isWithinBounds(metadata))) return { ok: false, refusal: OUT_OF_BOUNDS };
  for (const { stream, metadata } of changed) stream.metadata = Object.freeze(metadata);
  return { ok: true, streams: streams.length };
}

function merged(metadata: Metadata, changes: Readonly<Record<string, string | null>>): Record<string, string> {
  // Without a prototype, so that `__proto__` is a key like any other.
  const result: Record<string, string> = Object.assign(Object.create(null), metadata);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete result[key];
    else result[key] = value;
  }
  return result;
}
