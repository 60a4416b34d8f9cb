import type { AuthUser } from '@vppos/core/types';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { EventStreamInitializer } from '../components/EventStreamInitializer.tsx';
import { INSPECTOR_PATH, InspectorDrawer, useInspectorPanel } from '../inspector/index.ts';
import { type RemoteEntry, watchRemoteErrors } from '../remotes/index.ts';
import { TopBar } from './bar/index.ts';
import { ConnectionBar } from './connection/index.ts';
import { useShellEnv } from './env.tsx';
import { Page } from './Page.tsx';
import styles from './shell.module.css';

interface WorkspaceProps {
  readonly user: AuthUser;
  readonly logout: () => Promise<void>;
}

/** Everything a signed-in cashier sees: the bar, the connection, and one micro-frontend at a time. */
export function Workspace({ user, logout }: WorkspaceProps) {
  const { t } = useTranslation('container');
  const { clock, router } = useShellEnv();
  const remotes = useRemotes();
  const path = useSyncExternalStore(router.subscribe, router.path);
  const inspector = useInspectorPanel(path !== INSPECTOR_PATH);
  return (
    <>
      <EventStreamInitializer />
      <div className={styles.workspace}>
        <a className={styles.skip} href="#content">
          {t('skip')}
        </a>
        <TopBar user={user} logout={logout} remotes={remotes ?? []} inspector={inspector} />
        <ConnectionBar clock={clock} />
        <main id="content" className={styles.content} tabIndex={-1}>
          {remotes === null ? <p className={styles.searching}>{t('remote.registry')}</p> : <Page remotes={remotes} />}
        </main>
        {inspector.isOpen && <InspectorDrawer panel={inspector.panel} close={inspector.close} />}
      </div>
    </>
  );
}

/** The micro-frontends of this till; null until the registry (or what stands in for it) is there. */
function useRemotes(): readonly RemoteEntry[] | null {
  const { registry, faults } = useShellEnv();
  const [remotes, setRemotes] = useState<readonly RemoteEntry[] | null>(null);
  useEffect(() => {
    let isStopped = false;
    // Loading a registry never fails: it has a built-in answer.
    void registry().then((loaded) => {
      if (!isStopped) setRemotes(loaded.remotes);
    });
    return () => {
      isStopped = true;
    };
  }, [registry]);

  useEffect(() => {
    if (remotes === null) return undefined;
    return watchRemoteErrors({ page: window, remotes, report: faults.report });
  }, [remotes, faults]);
  return remotes;
}
