import type { AuthUser } from '@vppos/core/types';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoudspeakerButton } from '../../announcer/index.ts';
import { OpenDisplayButton } from '../../display/index.ts';
import { Bell, type Drawer } from '../../drawer/index.ts';
import type { InspectorPanel } from '../../inspector/index.ts';
import type { RemoteEntry } from '../../remotes/index.ts';
import { Brand } from '../Brand.tsx';
import { ThemeSwitch } from '../theme/index.ts';
import styles from './bar.module.css';
import { InspectorEntry } from './InspectorEntry.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { Navigation } from './Navigation.tsx';
import { TillName } from './TillName.tsx';

interface TopBarProps {
  readonly user: AuthUser;
  readonly logout: () => Promise<void>;
  readonly remotes: readonly RemoteEntry[];
  readonly drawer: Drawer;
  readonly inspector: InspectorPanel;
}

/** Who stands where, where one can go, and the way out. */
export function TopBar({ user, logout, remotes, drawer, inspector }: TopBarProps) {
  const { t } = useTranslation('container');
  return (
    <header className={styles.bar}>
      <Brand />
      <Navigation remotes={remotes} news={drawer.news} />
      <div className={styles.side}>
        <InspectorEntry inspector={inspector} />
        <Bell drawer={drawer} className={styles.icon} />
        <LoudspeakerButton className={styles.icon} />
        <MoreMenu>
          <TillName user={user} />
          <p className={styles.user} title={user.name}>
            <strong>{user.name}</strong>
            <span>{t('company', { id: user.company_id })}</span>
          </p>
          <OpenDisplayButton className={`${styles.icon} ${styles.wordy}`} wordsClassName={styles.words} />
          <ThemeSwitch className={`${styles.icon} ${styles.wordy}`} wordsClassName={styles.words} />
          <LanguageSwitch />
          <LogoutButton logout={logout} />
        </MoreMenu>
      </div>
    </header>
  );
}

function LogoutButton({ logout }: Pick<TopBarProps, 'logout'>) {
  const { t } = useTranslation('container');
  const [isLeaving, setLeaving] = useState(false);
  const leave = (): void => {
    setLeaving(true);
    // A logout that could not reach the server has still ended the session here.
    void logout().finally(() => setLeaving(false));
  };
  return (
    <button type="button" className={styles.button} onClick={leave} disabled={isLeaving}>
      <LogOut aria-hidden="true" size={18} />
      {t(isLeaving ? 'loggingOut' : 'logout')}
    </button>
  );
}
