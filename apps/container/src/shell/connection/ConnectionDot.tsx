import { useRealtimeStatus } from '@vppos/core/hooks';
import { useTranslation } from 'react-i18next';
import styles from './connection.module.css';
import { dotOf } from './indicator.ts';

const WORDS_OF_DOT = {
  on: 'connection.live',
  trouble: 'connection.connecting',
  off: 'connection.off',
} as const;

/** The small dot that is always there. `data-state` is the connection's state, for whoever looks closer. */
export function ConnectionDot() {
  const { t } = useTranslation('container');
  const status = useRealtimeStatus();
  const dot = dotOf(status);
  const words = t(WORDS_OF_DOT[dot]);
  return (
    <span className={styles.dot} data-testid="connection" data-state={status.state} data-dot={dot} title={words}>
      <span className="vp-visually-hidden">{words}</span>
    </span>
  );
}
