import { listenNavigate } from '@vppos/core/bus';
import { safePath } from './paths.ts';

/** The page's one router: where the till is, and how to go elsewhere. */
export interface Router {
  /** The path name now, `/payment/1001`. */
  path(): string;
  /** Ignores a target that is no path of this origin, and says so with false. */
  go(to: string, options?: { readonly replace?: boolean }): boolean;
  subscribe(listener: () => void): () => void;
  /** Hears `vppos:navigate` and the browser's back and forward. Gives back its stop. */
  start(): () => void;
}

/** What the router needs of `window`. */
export type RouterWindow = Pick<Window, 'history' | 'location' | 'addEventListener' | 'removeEventListener'>;

/** `onRefused` hears of targets that were ignored. */
export function createRouter(page: RouterWindow, onRefused: (to: unknown) => void): Router {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const go: Router['go'] = (to, { replace = false } = {}) => {
    const target = safePath(to, page.location.origin);
    if (target === null) {
      onRefused(to);
      return false;
    }
    const here = `${page.location.pathname}${page.location.search}${page.location.hash}`;
    if (target === here) return true;
    if (replace) page.history.replaceState(null, '', target);
    else page.history.pushState(null, '', target);
    tell();
    return true;
  };

  return {
    path: () => page.location.pathname,
    go,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start: () => {
      const stopListening = listenNavigate(({ to, replace }) => go(to, { replace: replace === true }));
      page.addEventListener('popstate', tell);
      return () => {
        stopListening();
        page.removeEventListener('popstate', tell);
      };
    },
  };
}
