import type { Clock, Stop } from '@vppos/core/time';
import { WORKER_URL, type WorkerMessage } from './worker.types.ts';

/** A till stays open for days: a new version is looked for so often, in ms. */
export const LOOK_EVERY_MS = 1_800_000;

/** Whether a newer build than this page's is there. It is taken over only when a person asks. */
export interface Updates {
  isWaiting(): boolean;
  subscribe(listener: () => void): () => void;
  apply(): void;
}

export interface RegistrationDeps {
  readonly container: Pick<ServiceWorkerContainer, 'register' | 'ready'>;
  readonly clock: Clock;
  readonly reload: () => void;
  /** Hears why there is no service worker: the till works without one. */
  readonly onFailure: (error: unknown) => void;
}

export interface PwaRegistration extends Updates {
  start(): Stop;
  /** Has these micro-frontends at hand without a network, by the addresses of their manifests. */
  keepRemotes(manifests: readonly string[]): void;
}

export function createPwaRegistration(deps: RegistrationDeps): PwaRegistration {
  const { container, clock, reload, onFailure } = deps;
  const listeners = new Set<() => void>();
  let registration: ServiceWorkerRegistration | null = null;
  let isWaiting = false;
  let stopLooking: Stop = () => undefined;

  const tell = (): void => {
    isWaiting = true;
    for (const listener of [...listeners]) listener();
  };
  // The browser's own look comes at its leisure.
  const look = (found: ServiceWorkerRegistration): void => {
    // Without a network the next look finds it.
    found.update().catch(() => undefined);
    stopLooking = clock.after(LOOK_EVERY_MS, () => look(found));
  };
  const follow = (found: ServiceWorkerRegistration): void => {
    registration = found;
    if (found.waiting !== null) tell();
    // A worker that was already on its way has told of itself.
    watchComing(found, tell);
    found.addEventListener('updatefound', () => watchComing(found, tell));
    look(found);
  };

  return {
    isWaiting: () => isWaiting,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    apply: () => {
      const next = registration?.waiting ?? null;
      // Another tab has let it take over already.
      if (next === null) return reload();
      next.addEventListener('statechange', () => {
        if (next.state === 'activated') reload();
      });
      post(next, { kind: 'takeOver' });
      return undefined;
    },
    start: () => {
      container.register(WORKER_URL).then(follow, onFailure);
      return () => stopLooking();
    },
    keepRemotes: (manifests) => {
      void container.ready.then(
        ({ active }) => active && post(active, { kind: 'keepRemotes', manifests: [...manifests] }),
      );
    },
  };
}

/** The first worker ever is no news: the page is of its build. */
function watchComing({ installing, active }: ServiceWorkerRegistration, tell: () => void): void {
  if (installing === null || active === null) return;
  installing.addEventListener('statechange', () => {
    if (installing.state === 'installed') tell();
  });
}

function post(worker: ServiceWorker, message: WorkerMessage): void {
  worker.postMessage(message);
}
