import type { KeyValueStore } from '../../auth/session.types.ts';

/** Where the tabs of one browser agree on what was announced. */
export const LEDGER_KEY = 'vppos.announced';
/** The newest kept; the oldest goes. */
export const LEDGER_MAX = 200;

/** `shown`: people were told by a toast, but nothing has sounded. */
export type LedgerState = 'shown' | 'spoken';

/** What this browser has announced. Read and write it only in a turn: it is shared by all tabs. */
export interface Ledger {
  stateOf(key: string): LedgerState | null;
  write(key: string, state: LedgerState): void;
}

/** Kept as text, one entry a line: `12@1700000000000 spoken`. Nonsense reads as nothing announced. */
export function createLedger(storage: KeyValueStore): Ledger {
  const entries = (): Entry[] => (storage.get(LEDGER_KEY) ?? '').split('\n').flatMap(toEntry);
  return {
    stateOf: (key) => entries().find(([candidate]) => candidate === key)?.[1] ?? null,
    write: (key, state) => {
      const others = entries().filter(([candidate]) => candidate !== key);
      const kept = [...others, [key, state] as const].slice(-LEDGER_MAX);
      storage.set(LEDGER_KEY, kept.map((entry) => entry.join(' ')).join('\n'));
    },
  };
}

type Entry = readonly [key: string, state: LedgerState];

function toEntry(line: string): Entry[] {
  const [key, state] = line.split(' ');
  return key !== undefined && (state === 'shown' || state === 'spoken') ? [[key, state]] : [];
}
