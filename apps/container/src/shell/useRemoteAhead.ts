import { useEffect } from 'react';
import type { SessionState } from '../auth/index.ts';
import type { RemoteEntry } from '../remotes/index.ts';
import { useShellEnv } from './env.tsx';
import { matchRoute } from './router/index.ts';

/** What tells that somebody is about to sign in. A login page may stand all night: the code is to be of this morning. */
const SIGNS = ['input', 'pointerdown'];

/** Loads the micro-frontend of the page's address while the person still signs in. Its own place says if it did not come. */
export function useRemoteAhead({ status }: SessionState): void {
  const { registry, router, loader } = useShellEnv();
  useEffect(() => {
    const load = async (): Promise<void> => {
      const remote = remoteAt(router.path(), (await registry()).remotes);
      // Its place asks again, and tells.
      if (remote !== null) await loader.load(remote).catch(() => undefined);
    };
    if (status === 'restoring') void load();
    if (status !== 'signedOut') return undefined;
    const seen = new AbortController();
    const onSign = (): void => {
      seen.abort();
      void load();
    };
    for (const sign of SIGNS) window.addEventListener(sign, onSign, { signal: seen.signal });
    return () => seen.abort();
  }, [status, registry, router, loader]);
}

function remoteAt(path: string, remotes: readonly RemoteEntry[]): RemoteEntry | null {
  const route = matchRoute(path, remotes);
  if (route.kind === 'redirect') return remoteAt(route.to, remotes);
  return route.kind === 'remote' ? route.remote : null;
}
