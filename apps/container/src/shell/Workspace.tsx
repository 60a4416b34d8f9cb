import { startScanner } from '@vppos/core/scanner';
import type { AuthUser } from '@vppos/core/types';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Announcer } from '../announcer/index.ts';
import { EventStreamInitializer } from '../components/EventStreamInitializer.tsx';
import { DisplayRelay } from '../display/index.ts';
import { NewsDrawer, useDrawer } from '../drawer/index.ts';
import { INSPECTOR_PATH, InspectorDrawer, useInspectorPanel } from '../inspector/index.ts';
import { type RemoteEntry, watchRemoteErrors } from '../remotes/index.ts';
import { TopBar } from './bar/index.ts';
import { ConnectionBar } from './connection/index.ts';
import { useShellEnv } from './env.tsx';
import { OfflineBar } from './OfflineBar.tsx';
import { Page } from './Page.tsx';
import styles from './shell.module.css';

interface WorkspaceProps {
  readonly user: AuthUser;
  readonly logout: () => Promise<void>;
  /** When the server is asked again, in ms of the clock; null while it answers. */
  readonly offlineUntil: number | null;
}

/** Everything a signed-in cashier sees: the bar, the connection, and one micro-frontend at a time. */
export function Workspace({ user, logout, offlineUntil }: WorkspaceProps) {
  const { t } = useTranslation('container');
  const { clock, router } = useShellEnv();
  const remotes = useRemotes();
  const path = useSyncExternalStore(router.subscribe, router.path);
  const drawer = useDrawer(user, clock);
  const inspector = useInspectorPanel(path !== INSPECTOR_PATH);
  // Not on the login page: a password typed by a machine is no barcode.
  useEffect(() => startScanner(window), []);
  const content = useRef<HTMLElement>(null);
  // The login form has taken the focus with it: the first Tab belongs to the sale, not to where the form stood.
  useEffect(() => {
    if (document.activeElement === document.body) content.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <EventStreamInitializer />
      <DisplayRelay user={user} />
      <div className={styles.workspace}>
        <a className={styles.skip} href="#content">
          {t('skip')}
        </a>
        <TopBar user={user} logout={logout} remotes={remotes ?? []} drawer={drawer} inspector={inspector} />
        {offlineUntil === null ? <ConnectionBar clock={clock} /> : <OfflineBar retryAt={offlineUntil} clock={clock} />}
        <Announcer user={user} clock={clock} />
        <main id="content" ref={content} className={styles.content} tabIndex={-1}>
          {remotes === null ? <p className={styles.searching}>{t('remote.registry')}</p> : <Page remotes={remotes} />}
        </main>
        {drawer.isOpen && <NewsDrawer drawer={drawer} clock={clock} />}
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
