import type { Clock } from '@vppos/core/time';
import type { Registry } from '../remotes/index.ts';
import { createPwaRegistration, type Updates } from './registration.ts';

/** Never a new version: in development, and where the browser has no service workers (or only for https). */
export const NO_UPDATES: Updates = { isWaiting: () => false, subscribe: () => () => undefined, apply: () => undefined };

interface PwaDeps {
  readonly page: Window;
  readonly clock: Clock;
  readonly registry: Promise<Registry>;
  readonly onFailure: (error: unknown) => void;
}

/** Makes the page one that opens without a network. For as long as it lives. */
export function startPwa({ page, clock, registry, onFailure }: PwaDeps): Updates {
  const container = page.navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (process.env['NODE_ENV'] !== 'production' || container === undefined) return NO_UPDATES;
  const reload = (): void => page.location.reload();
  const pwa = createPwaRegistration({ container, clock, reload, onFailure });
  // After what the cashier is waiting for.
  const begin = (): void => {
    pwa.start();
    void registry.then(({ remotes }) =>
      pwa.keepRemotes(remotes.map(({ entry }) => new URL(entry, page.location.href).href)),
    );
  };
  if (page.document.readyState === 'complete') begin();
  else page.addEventListener('load', begin, { once: true });
  return pwa;
}
