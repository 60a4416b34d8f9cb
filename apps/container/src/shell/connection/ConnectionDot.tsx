import type { Clock } from '@vppos/core/time';
import type { ConnectionStateName } from '@vppos/core/types';
import { useTranslation } from 'react-i18next';
import { useLookAgain } from '../useLookAgain.ts';
import styles from './connection.module.css';
import { type Dot, dotOf, indicate } from './indicator.ts';
import { useLink } from './useLink.ts';

const WORDS_OF_DOT = {
  on: 'connection.live',
  trouble: 'connection.connecting',
  polling: 'connection.polling',
  off: 'connection.off',
} as const;

/** The dot of the connection as it looks now, and its words. */
export interface ShownDot {
  readonly dot: Dot;
  readonly words: string;
  readonly state: ConnectionStateName;
}

export function useDot(clock: Clock): ShownDot {
  const { t } = useTranslation('container');
  const link = useLink(clock);
  const { view, nextLookAt } = indicate(link, clock.now());
  useLookAgain(clock, nextLookAt);
  const dot = dotOf(link, view);
  return { dot, words: t(WORDS_OF_DOT[dot]), state: link.status.state };
}

/** The small dot that is always there. `data-state` is the connection's state, for whoever looks closer. */
export function ConnectionDot({ dot: { dot, words, state } }: { readonly dot: ShownDot }) {
  return (
    <span className={styles.dot} data-testid="connection" data-state={state} data-dot={dot} title={words}>
      <span className="vp-visually-hidden">{words}</span>
    </span>
  );
}
