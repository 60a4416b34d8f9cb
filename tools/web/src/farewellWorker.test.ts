import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { FAREWELL_WORKER } from './farewellWorker.ts';

it('[WEB9] forgets what a built worker kept, goes, and has the pages loaded anew', async () => {
  const done: string[] = [];
  const listeners = new Map<string, (event: { waitUntil(work: Promise<unknown>): void }) => void>();
  let working: Promise<unknown> = Promise.resolve();
  const self = {
    addEventListener: (type: string, listener: (event: { waitUntil(work: Promise<unknown>): void }) => void) =>
      listeners.set(type, listener),
    skipWaiting: () => done.push('takes over'),
    registration: { unregister: async () => done.push('goes') },
    clients: { matchAll: async () => [{ url: '/order', navigate: async (url: string) => done.push(`loads ${url}`) }] },
  };
  const caches = { keys: async () => ['kept'], delete: async (name: string) => done.push(`forgets ${name}`) };
  runInNewContext(FAREWELL_WORKER, { self, caches });

  for (const type of ['install', 'activate']) {
    listeners.get(type)?.({
      waitUntil: (work) => {
        working = work;
      },
    });
  }
  await working;

  expect(done).toEqual(['takes over', 'forgets kept', 'goes', 'loads /order']);
});
