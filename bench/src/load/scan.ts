/** Every event of the benchmark ends in `"n":` and eight digits, whatever frames the server puts around it. */
export const FIRST_N = 10_000_000;
const MARK = Buffer.from('"n":');
const DIGITS = 8;
const MARKED = MARK.length + DIGITS;
const ZERO = 0x30;

/**
 * Finds the numbers of the events in the bytes of one stream, chunk by chunk. What a chunk cuts is kept until the next one.
 */
export class NumberScanner {
  #rest: Buffer | null = null;

  scan(chunk: Buffer, onNumber: (n: number) => void): void {
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = bytes.indexOf(MARK);
    let end = 0;
    while (at !== -1 && at + MARKED <= bytes.length) {
      onNumber(readNumber(bytes, at + MARK.length));
      end = at + MARKED;
      at = bytes.indexOf(MARK, end);
    }
    const keepFrom = at === -1 ? Math.max(end, bytes.length - MARK.length + 1) : at;
    // A copy: the chunk's memory is read into again.
    this.#rest = keepFrom < bytes.length ? Buffer.from(bytes.subarray(keepFrom)) : null;
  }
}

function readNumber(bytes: Buffer, from: number): number {
  let n = 0;
  for (let at = from; at < from + DIGITS; at += 1) n = n * 10 + (bytes[at] ?? ZERO) - ZERO;
  return n - FIRST_N;
}
