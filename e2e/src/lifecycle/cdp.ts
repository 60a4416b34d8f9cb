import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from 'playwright-core';

/** Calls one method of the Chrome DevTools Protocol, with Playwright's types of it. */
export type Call = CDPSession['send'];

/** The protocol over a pipe: no port, and the browser ends with the pipe. */
export interface Cdp {
  readonly call: Call;
  /** The same, to one attached tab. */
  session(sessionId: string): Call;
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Each message is JSON and ends with NUL, in both directions. */
export function speakCdp(toBrowser: Writable, fromBrowser: Readable): Cdp {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let rest = '';

  const settle = ({ id, result, error }: Answer): void => {
    const asked = waiting.get(id ?? 0);
    waiting.delete(id ?? 0);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(error.message));
  };
  fromBrowser.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) settle(JSON.parse(message) as Answer);
  });
  fromBrowser.once('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('The browser is gone.'));
    waiting.clear();
  });

  const session = (sessionId?: string): Call => {
    const call = (method: string, params: object = {}): Promise<unknown> =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        toBrowser.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
      });
    // The protocol's own answers have the types that Playwright generates from it.
    return call as Call;
  };
  return { call: session(), session };
}
