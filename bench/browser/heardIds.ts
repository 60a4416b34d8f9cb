import type { Faults } from '../src/load/ledger.ts';

/** What went wrong between the ids that were published, in the log's order, and those that were heard. */
export function faultsOf(published: readonly string[], heard: readonly string[]): Faults {
  const place = new Map(published.map((id, index) => [id, index]));
  const seen = new Set<string>();
  let doubled = 0;
  let reordered = 0;
  let last = -1;
  for (const id of heard) {
    const index = place.get(id);
    if (index === undefined) continue;
    if (seen.has(id)) doubled += 1;
    else if (index < last) reordered += 1;
    seen.add(id);
    last = Math.max(last, index);
  }
  return { lost: published.length - seen.size, doubled, reordered };
}
