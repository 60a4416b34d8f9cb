import { fork } from 'node:child_process';
import path from 'node:path';

/** What our path is measured against: an empty page whose one listener sits on a bare `EventSource`. */
export interface Baseline {
  readonly url: string;
  stop(): void;
}

export function startBaseline(gatewayUrl: string, readerToken: string): Promise<Baseline> {
  const child = fork(path.resolve(import.meta.dirname, 'baseline.main.ts'), {
    env: { ...process.env, GATEWAY_URL: gatewayUrl, READER_TOKEN: readerToken },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The baseline's server ended with ${code}.`)));
    child.once('message', (url) => resolve({ url: String(url), stop: () => child.kill() }));
  });
}
