import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { LazyInspector } from '../inspector/index.ts';
import { type RemoteEntry, RemoteSlot } from '../remotes/index.ts';
import { useShellEnv } from './env.tsx';
import { NotFound } from './NotFound.tsx';
import { matchRoute } from './router/index.ts';
import { titleOf } from './titleOf.ts';

/** The page the router says: a micro-frontend, the inspector, or that there is none. */
export function Page({ remotes }: { readonly remotes: readonly RemoteEntry[] }) {
  const { t, i18n } = useTranslation('container');
  const { router, loader, clock, faults, slots } = useShellEnv();
  const path = useSyncExternalStore(router.subscribe, router.path);
  const route = matchRoute(path, remotes);
  const redirectTo = route.kind === 'redirect' ? route.to : null;
  const ownTitle = t(route.kind === 'inspector' ? 'inspector.title' : 'notFound.title');
  const title = route.kind === 'remote' ? titleOf(route.remote, i18n.language) : ownTitle;

  useEffect(() => {
    if (redirectTo !== null) router.go(redirectTo, { replace: true });
  }, [redirectTo, router]);
  useEffect(() => {
    if (redirectTo === null) document.title = `${title} – VPPOS`;
  }, [redirectTo, title]);

  switch (route.kind) {
    case 'redirect':
      return null;
    case 'inspector':
      return <LazyInspector />;
    case 'notFound':
      return <NotFound path={route.path} />;
    case 'remote':
      return (
        <RemoteSlot
          key={route.remote.name}
          remote={route.remote}
          title={title}
          path={route.path}
          loader={loader}
          clock={clock}
          report={faults.report}
          tell={slots.tell}
        />
      );
  }
}
