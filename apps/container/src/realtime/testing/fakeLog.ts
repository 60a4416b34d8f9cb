/** One entry of the log. `user`: whom it is for, null for everyone. */
export interface LogEntry {
  readonly id: string;
  readonly user: string | null;
}

export type LogReading =
  | { readonly kind: 'entries'; readonly entries: readonly LogEntry[] }
  | { readonly kind: 'gap'; readonly reason: 'trimmed' | 'epoch' | 'ahead' };

/** The gateway's log as readers know it: ids count up within an epoch, the oldest entries are trimmed. */
export interface FakeLog {
  append(user: string | null): LogEntry;
  head(): string;
  readAfter(cursor: string): LogReading;
  /** Only the newest stay. */
  trim(keep: number): void;
  /** A power cut takes the newest entries: the same ids are given out again. */
  loseEnd(count: number): void;
  /** The log is lost: another epoch begins. */
  renew(): void;
  /** Everything there ever was, over all epochs, trimmed or not: what a test compares with. */
  readonly history: readonly LogEntry[];
  /** Where a cursor stands in `history`: how many entries are at or before it. */
  positionOf(cursor: string): number;
}

export function createFakeLog(): FakeLog {
  const history: LogEntry[] = [];
  const begins = new Map([['e1', 0]]);
  let epoch = 'e1';
  let first = 1;
  const begin = (): number => begins.get(epoch) ?? 0;
  const last = (): number => history.length - begin();
  const parts = (cursor: string): [epoch: string, seq: number] => {
    const [of = '', seq] = cursor.split('-');
    return [of, Number(seq)];
  };
  return {
    history,
    append: (user) => {
      const entry = { id: `${epoch}-${last() + 1}`, user };
      history.push(entry);
      return entry;
    },
    head: () => `${epoch}-${last()}`,
    readAfter: (cursor) => {
      const [of, seq] = parts(cursor);
      if (of !== epoch) return { kind: 'gap', reason: 'epoch' };
      if (seq > last()) return { kind: 'gap', reason: 'ahead' };
      if (seq < first - 1) return { kind: 'gap', reason: 'trimmed' };
      return { kind: 'entries', entries: history.slice(begin() + seq) };
    },
    trim: (keep) => {
      first = Math.max(first, last() - keep + 1);
    },
    loseEnd: (count) => {
      history.splice(Math.max(begin(), history.length - count));
    },
    renew: () => {
      epoch = `e${begins.size + 1}`;
      begins.set(epoch, history.length);
      first = 1;
    },
    positionOf: (cursor) => {
      const [of, seq] = parts(cursor);
      return (begins.get(of) ?? 0) + seq;
    },
  };
}
