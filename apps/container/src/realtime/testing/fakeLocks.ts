import type { StealableLocks } from '../tabLeader.ts';
import type { FakeProcess } from './fakeProcess.ts';

/**
 * The Web Locks of one browser, for tabs under test: exclusive locks, first come first served, with `signal` and `steal`.
 * Extend it here when a tab asks more of its locks. As in a browser, a stolen lock's callback runs on, and a callback may
 * still begin after its lock was stolen; a crashed tab's locks are free, a sleeping tab's are not.
 */
export interface FakeLocks {
  /** `navigator.locks` of one tab. */
  openTab(process: FakeProcess): StealableLocks;
  holder(name: string): FakeProcess | null;
  waiting(name: string): number;
}

interface LockRequest {
  readonly name: string;
  readonly process: FakeProcess;
  readonly signal: AbortSignal | undefined;
  readonly callback: () => Promise<void>;
  readonly settled: PromiseWithResolvers<unknown>;
}

export function createFakeLocks(): FakeLocks {
  const held = new Map<string, LockRequest>();
  let queue: LockRequest[] = [];

  const leave = (request: LockRequest): void => {
    queue = queue.filter((other) => other !== request);
    if (held.get(request.name) !== request) return;
    held.delete(request.name);
    const next = queue.find(({ name }) => name === request.name);
    if (next !== undefined) grant(next);
  };
  const grant = (request: LockRequest): void => {
    queue = queue.filter((other) => other !== request);
    held.set(request.name, request);
    request.process.post(() => void runCallback(request));
  };
  const runCallback = async (request: LockRequest): Promise<void> => {
    if (request.signal?.aborted) request.settled.reject(request.signal.reason);
    else request.settled.resolve(await request.callback());
    leave(request);
  };
  const steal = (request: LockRequest): void => {
    const victim = held.get(request.name);
    grant(request);
    victim?.process.post(() => victim.settled.reject(abortError('Stolen')));
  };
  const wait = (request: LockRequest): void => {
    queue.push(request);
    request.signal?.addEventListener('abort', () => {
      if (!queue.includes(request)) return;
      leave(request);
      request.settled.reject(request.signal?.reason);
    });
    if (!held.has(request.name)) grant(request);
  };

  return {
    openTab: (process) => {
      process.onCrash(() => {
        queue = queue.filter((request) => request.process !== process);
        for (const request of [...held.values()]) if (request.process === process) leave(request);
      });
      return {
        request: (name, { signal, steal: isSteal }, callback) => {
          if (signal?.aborted) return Promise.reject(signal.reason);
          if (signal !== undefined && isSteal) return Promise.reject(new DOMException('', 'NotSupportedError'));
          const request = { name, process, signal, callback, settled: Promise.withResolvers<unknown>() };
          if (isSteal) steal(request);
          else wait(request);
          return request.settled.promise;
        },
      };
    },
    holder: (name) => held.get(name)?.process ?? null,
    waiting: (name) => queue.filter((request) => request.name === name).length,
  };
}

function abortError(message: string): DOMException {
  return new DOMException(message, 'AbortError');
}
