import { createParser } from 'eventsource-parser';

/** What a page learns of one frame. */
export interface Seen {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

/** Reads a body in pieces of so many bytes. Of a frame without an id the last one holds, as in the standard. */
export function readBody(body: Buffer, pieceBytes: number): Seen[] {
  const seen: Seen[] = [];
  let lastId = '';
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      lastId = id ?? lastId;
      seen.push({ id: lastId, type: event ?? 'message', data });
    },
    onError: (error) => {
      throw error;
    },
  });
  const decoder = new TextDecoder();
  for (let from = 0; from < body.length; from += pieceBytes) {
    parser.feed(decoder.decode(body.subarray(from, from + pieceBytes), { stream: true }));
  }
  return seen;
}
