import type { Clock } from '@vppos/core/time';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOUNT_DEADLINE_MS } from './deadlines.ts';
import styles from './remotes.module.css';

/** After this the skeleton says in words what is loading, in ms: a quick load flashes no text. */
export const NAME_AFTER_MS = 2000;

interface RemoteSkeletonProps {
  /** What is loading, in the cashier's language. */
  readonly title: string;
  readonly clock: Clock;
  /** Called once when the skeleton stood for the whole deadline. */
  readonly onTooSlow?: () => void;
}

/** Grey shapes where a remote's screen will be. */
export function RemoteSkeleton({ title, clock, onTooSlow }: RemoteSkeletonProps) {
  const { t } = useTranslation('container');
  const [isNamed, setNamed] = useState(false);
  const tooSlow = useEffectEvent(() => onTooSlow?.());

  useEffect(() => clock.after(NAME_AFTER_MS, () => setNamed(true)), [clock]);
  useEffect(() => clock.after(MOUNT_DEADLINE_MS, tooSlow), [clock]);

  return (
    <div className={styles.skeleton} aria-busy="true">
      <p className={styles.loading} role="status">
        {isNamed ? t('remote.loading', { title }) : ''}
      </p>
      <div className={styles.bones} aria-hidden="true">
        <span className={styles.boneWide} />
        <span />
        <span />
        <span />
        <span />
        <span />
        <span />
      </div>
    </div>
  );
}
