/** A frame longer than this is no event of ours (the gateway takes 64 KiB): the stream is cut instead of filling the page. */
export const FRAME_LIMIT_CHARS = 1_048_576;

/** How a response ended: `ended` whole, `network` cut, `tooLong` a frame over the limit. */
export type BodyEnd = 'ended' | 'network' | 'tooLong';

/** What the polyfill calls with an answer's head. */
type OnStart = (...head: [status: number, statusText: string, contentType: string | null, headers: Headers]) => void;

/** The `Transport` of event-source-polyfill: seven arguments in its order, most of them its own affair. */
export interface Transport {
  open(
    xhr: unknown,
    onStart: OnStart,
    onProgress: (chunk: string) => void,
    onFinish: (error: unknown) => void,
    url: string,
    withCredentials: boolean,
    headers: Record<string, string>,
  ): { abort(): void };
}

export type FetchStream = (url: string, init: RequestInit) => Promise<Response>;

interface Callbacks {
  readonly onStart: OnStart;
  readonly onProgress: (chunk: string) => void;
  readonly onFinish: (error: unknown) => void;
}

/**
 * Bytes for the polyfill by a `fetch` that is passed in. Its own transport captures `fetch` at import, lets the rejection of
 * a cancelled body go unhandled, and buffers a frame without end.
 */
export function createTransport(fetchStream: FetchStream, onEnd: (end: BodyEnd) => void): new () => Transport {
  return class implements Transport {
    open(...[, onStart, onProgress, onFinish, url, , headers]: Parameters<Transport['open']>): { abort(): void } {
      const controller = new AbortController();
      const init: RequestInit = { headers, signal: controller.signal, cache: 'no-store', credentials: 'same-origin' };
      void pump(fetchStream(url, init), { onStart, onProgress, onFinish }, controller).then((end) => {
        onEnd(end);
        // Without an error: the polyfill would print it, and the connection tells its failures by its state.
        onFinish(undefined);
      });
      return { abort: () => controller.abort() };
    }
  };
}

async function pump(
  request: Promise<Response>,
  { onStart, onProgress }: Callbacks,
  controller: AbortController,
): Promise<BodyEnd> {
  try {
    const response = await request;
    onStart(response.status, response.statusText, response.headers.get('content-type'), response.headers);
    const isOverLimit = createFrameGauge();
    const isWhole = await readText(response.body, (chunk) => {
      if (isOverLimit(chunk)) return false;
      onProgress(chunk);
      return true;
    });
    if (isWhole) return 'ended';
    controller.abort();
    return 'tooLong';
  } catch {
    // Refused, cut or aborted: whoever aborted does not listen any more.
    return 'network';
  }
}

/** Text as its bytes come in, until the end (true) or until the reader has enough (false). Rejects when it is cut. */
export async function readText(
  body: ReadableStream<Uint8Array> | null,
  take: (chunk: string) => boolean,
): Promise<boolean> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const read = await reader?.read();
    if (read === undefined || read.done) return true;
    if (!take(decoder.decode(read.value, { stream: true }))) return false;
  }
}

/** Counts the characters since the last blank line. A frame end that is split over two chunks is seen with the next one. */
function createFrameGauge(): (chunk: string) => boolean {
  let pending = 0;
  return (chunk) => {
    const end = Math.max(chunk.lastIndexOf('\n\n'), chunk.lastIndexOf('\r\n\r\n'));
    pending = end === -1 ? pending + chunk.length : chunk.length - end;
    return pending > FRAME_LIMIT_CHARS;
  };
}
