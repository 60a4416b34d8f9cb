import { type MouseEvent, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteEntry } from '../../remotes/index.ts';
import { useShellEnv } from '../env.tsx';
import { matchRoute } from '../router/index.ts';
import { titleOf } from '../titleOf.ts';
import styles from './bar.module.css';

/** One link for each micro-frontend of the registry. */
export function Navigation({ remotes }: { readonly remotes: readonly RemoteEntry[] }) {
  const { t, i18n } = useTranslation('container');
  const { router, faults } = useShellEnv();
  const path = useSyncExternalStore(router.subscribe, router.path);
  const seen = useSyncExternalStore(faults.subscribe, faults.faults);
  const route = matchRoute(path, remotes);

  const follow = (event: MouseEvent, to: string): void => {
    // A new tab or window is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    router.go(to);
  };

  return (
    <nav className={styles.navigation} aria-label={t('navigation')}>
      {remotes.map((remote) => (
        <a
          key={remote.name}
          href={remote.basePath}
          className={styles.link}
          aria-current={route.kind === 'remote' && route.remote === remote ? 'page' : undefined}
          data-faults={seen.filter(({ mfe }) => mfe === remote.name).length}
          onClick={(event) => follow(event, remote.basePath)}
        >
          {titleOf(remote, i18n.language)}
        </a>
      ))}
    </nav>
  );
}
