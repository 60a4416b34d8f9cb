// The service worker. It brings the shell up without a network, and the micro-frontends it has once seen; it never touches
// the API. It serves one build until a person asks for the next: `tools/web` gives it that build's files.
import { realClock } from '@vppos/core/time';
import type { WorkboxPlugin } from 'workbox-core/types.js';
import { ExpirationPlugin } from 'workbox-expiration';
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { filesOfManifest } from '../remotes/manifestFiles.ts';
import { REGISTRY_URL } from '../remotes/registryUrl.ts';
import { kindOfFile } from './fileKinds.ts';
import { freshOrKept, type Sources } from './freshOrKept.ts';
import { readWorkerMessage } from './worker.types.ts';

/** What is used of a service worker's own scope, which the page's types do not have. */
interface WorkerScope {
  skipWaiting(): Promise<void>;
  addEventListener(type: 'message' | 'activate', listener: (event: WorkerEvent) => void): void;
}
interface WorkerEvent extends Event {
  readonly data: unknown;
  waitUntil(done: Promise<unknown>): void;
}
// This file runs nowhere else.
const worker = globalThis as unknown as WorkerScope;

/** The shell's files, put here by the build. */
declare const SHELL_FILES: PrecacheEntry[];

const ENTRIES = 'vppos-entries-v1';
const CHUNKS = 'vppos-chunks-v1';
/** Several builds of several micro-frontends; the one longest unused goes first. */
const CHUNKS_MAX = 200;
/** A till's own server that has not answered by then is not there, in ms. */
const SHELL_PATIENCE_MS = 1000;

const sources: Sources = {
  fetch: (request) => fetch(request),
  kept: async (request) => (await caches.open(ENTRIES)).match(request.url, { ignoreVary: true }),
  keep: async (request, response) => (await caches.open(ENTRIES)).put(request.url, response),
  isShellUp: () =>
    fetch(REGISTRY_URL, { cache: 'no-store', signal: AbortSignal.timeout(SHELL_PATIENCE_MS) }).then(
      ({ ok }) => ok,
      () => false,
    ),
  clock: realClock,
};
const chunks = new CacheFirst({
  cacheName: CHUNKS,
  // Its hooks are typed as `undefined` where workbox means absent.
  plugins: [new ExpirationPlugin({ maxEntries: CHUNKS_MAX, purgeOnQuotaError: true }) as WorkboxPlugin],
  matchOptions: { ignoreVary: true },
});

precacheAndRoute(SHELL_FILES);
cleanupOutdatedCaches();
// A page of the till is the app; what has an ending is a file.
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api(\/|$)/, /\.\w+$/] }));
registerRoute(
  ({ url }) => kindOfFile(url) === 'entry',
  ({ request }) => freshOrKept(request, sources),
);
registerRoute(({ url }) => kindOfFile(url) === 'chunk', chunks);

worker.addEventListener('activate', (event) => event.waitUntil(deleteOldCaches()));
worker.addEventListener('message', (event) => {
  const message = readWorkerMessage(event.data);
  if (message?.kind === 'takeOver') event.waitUntil(worker.skipWaiting());
  if (message?.kind === 'keepRemotes') {
    event.waitUntil(
      Promise.all(message.manifests.map((manifest) => keepRemote(manifest, event).catch(() => undefined))),
    );
  }
});

async function deleteOldCaches(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('vppos-') && name !== ENTRIES && name !== CHUNKS);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Has everything of a micro-frontend at hand, its rarely opened pages too. Without a network nothing changes. */
async function keepRemote(manifestUrl: string, event: Event): Promise<void> {
  const answer = await freshOrKept(new Request(manifestUrl, { cache: 'no-cache' }), sources);
  const manifest: unknown = await answer.json();
  if (typeof manifest !== 'object' || manifest === null) return;
  const files = filesOfManifest(manifest, manifestUrl, ['sync', 'async']);
  await Promise.all(
    files.map(async (file) => {
      const request = new Request(file);
      // CacheFirst is typed for the worker's own events.
      if (kindOfFile(new URL(file)) === 'chunk') await chunks.handle({ request, event: event as never });
      else await freshOrKept(request, sources);
    }),
  );
}
