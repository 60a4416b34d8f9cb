import { CircleAlert, CreditCard, LayoutGrid, type LucideIcon, ShoppingCart } from 'lucide-react';
import { type MouseEvent, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { countUnread, type NewsList } from '../../drawer/index.ts';
import type { RemoteEntry } from '../../remotes/index.ts';
import { useShellEnv } from '../env.tsx';
import { matchRoute } from '../router/index.ts';
import { titleOf } from '../titleOf.ts';
import styles from './bar.module.css';

/** Those this build knows; a micro-frontend it has never heard of gets the plain one. */
const ICONS: Readonly<Record<string, LucideIcon>> = { order: ShoppingCart, payment: CreditCard };

interface NavigationProps {
  readonly remotes: readonly RemoteEntry[];
  readonly news: NewsList;
}

/** One link for each micro-frontend of the registry. */
export function Navigation({ remotes, news }: NavigationProps) {
  const { t } = useTranslation('container');
  const { router } = useShellEnv();
  const path = useSyncExternalStore(router.subscribe, router.path);
  const route = matchRoute(path, remotes);
  return (
    <nav className={styles.navigation} aria-label={t('navigation')}>
      {remotes.map((remote) => (
        <RemoteLink
          key={remote.name}
          remote={remote}
          isHere={route.kind === 'remote' && route.remote === remote}
          unread={countUnread(news, remote.basePath)}
        />
      ))}
    </nav>
  );
}

interface RemoteLinkProps {
  readonly remote: RemoteEntry;
  readonly isHere: boolean;
  /** News that lead into it. */
  readonly unread: number;
}

function RemoteLink({ remote, isHere, unread }: RemoteLinkProps) {
  const { t, i18n } = useTranslation('container');
  const { router, faults, slots } = useShellEnv();
  const seen = useSyncExternalStore(faults.subscribe, faults.faults);
  const failed = useSyncExternalStore(slots.subscribe, slots.failed);
  const isFailed = failed.has(remote.name);
  const Icon = ICONS[remote.name] ?? LayoutGrid;

  const follow = (event: MouseEvent): void => {
    // A new tab or window is the browser's business.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    router.go(remote.basePath);
  };
  return (
    <a
      href={remote.basePath}
      className={styles.link}
      aria-current={isHere ? 'page' : undefined}
      data-faults={seen.filter(({ mfe }) => mfe === remote.name).length}
      data-failed={isFailed}
      title={isFailed ? t('remote.failedMark') : undefined}
      onClick={follow}
    >
      {isFailed ? (
        <CircleAlert className={styles.mark} aria-hidden="true" size={22} />
      ) : (
        <Icon aria-hidden="true" size={20} />
      )}
      {titleOf(remote, i18n.language)}
      {isFailed && <span className="vp-visually-hidden"> ({t('remote.failedMark')})</span>}
      {unread > 0 && (
        <span className={styles.count}>
          {unread}
          <span className="vp-visually-hidden"> {t('unreadNews')}</span>
        </span>
      )}
    </a>
  );
}
