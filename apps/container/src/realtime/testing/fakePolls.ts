import type { Cursor } from '@vppos/core/types';
import type { PollOutcome, PollPage, PollRequest } from '../pollPage.ts';
import type { SourceFrame } from '../source.ts';

/** One poll of a connection under test. */
export interface FakePoll extends PollRequest {
  page(cursor: string, page?: { events?: readonly SourceFrame[]; more?: boolean; resync?: string }): Promise<void>;
  fail(failure: Extract<PollOutcome, { ok: false }>['failure']): Promise<void>;
}

/** Polls that only the test answers. */
export interface FakePolls {
  readonly page: PollPage;
  readonly asked: FakePoll[];
  last(): FakePoll;
}

export function createFakePolls(): FakePolls {
  const asked: FakePoll[] = [];
  return {
    asked,
    last: () => {
      const poll = asked.at(-1);
      if (poll === undefined) throw new Error('The connection has not polled yet.');
      return poll;
    },
    page: (request) => {
      const { promise, resolve } = Promise.withResolvers<PollOutcome>();
      const answer = async (outcome: PollOutcome): Promise<void> => {
        resolve(outcome);
        await new Promise((settled) => setImmediate(settled));
      };
      asked.push({
        ...request,
        // What the test says is a cursor is one.
        page: (cursor, page = {}) =>
          answer({ ok: true, page: { events: [], more: false, ...page, cursor: cursor as Cursor } }),
        fail: (failure) => answer({ ok: false, failure }),
      });
      return promise;
    },
  };
}
