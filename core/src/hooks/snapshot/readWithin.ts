import type { Clock, Stop } from '../../time/index.ts';

/** What a read gives: the data, or why there is none. */
export type Answer<T, E> = { readonly data: T } | { readonly error: E };

/** The read threw, or did not answer in time. `cause` is what it threw. */
export interface ReadFailure {
  readonly code: 'READ_FAILED';
  readonly message: string;
  readonly cause?: unknown;
}

/** `abort` ends the wait and tells the read so. */
export interface Reading<T, E> {
  readonly answer: Promise<Answer<T, E | ReadFailure>>;
  readonly abort: Stop;
}

/** Starts one read and waits `deadlineMs` for it at most; what it answers later is heard by nobody. Never rejects. */
export function readWithin<T, E>(
  read: (signal: AbortSignal) => Promise<Answer<T, E>>,
  deadlineMs: number,
  clock: Clock,
): Reading<T, E> {
  const controller = new AbortController();
  const { promise: given, resolve: give } = Promise.withResolvers<Answer<T, E | ReadFailure>>();
  const giveUp = (message: string): void => {
    stopDeadline();
    give({ error: { code: 'READ_FAILED', message } });
    controller.abort();
  };
  const stopDeadline = clock.after(deadlineMs, () => giveUp(`No answer within ${deadlineMs} ms.`));
  const ask = async (): Promise<void> => {
    give(await read(controller.signal));
  };
  void ask()
    .catch((cause: unknown) => give({ error: { code: 'READ_FAILED', message: String(cause), cause } }))
    .finally(stopDeadline);
  return { answer: given, abort: () => giveUp('Nobody waits for it any more.') };
}
