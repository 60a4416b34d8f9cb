import { sendRealtimeCommand } from '@vppos/core/bus';
import { formatClockTime } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { useTranslation } from 'react-i18next';
import { useLookAgain } from '../useLookAgain.ts';
import { ConnectionAnnouncer } from './ConnectionAnnouncer.tsx';
import styles from './connection.module.css';
import { type IndicatorView, indicate } from './indicator.ts';
import { useLink } from './useLink.ts';

/** The bar under the top bar: nothing while events come, and what to do while they do not. */
export function ConnectionBar({ clock }: { readonly clock: Clock }) {
  const link = useLink(clock);
  const { view, nextLookAt } = indicate(link, clock.now());
  useLookAgain(clock, nextLookAt);
  return (
    <>
      <ConnectionAnnouncer view={view} isLive={link.troubledSince === null} clock={clock} />
      <Bar view={view} />
    </>
  );
}

function Bar({ view }: { readonly view: IndicatorView }) {
  const { t } = useTranslation('container');
  switch (view.kind) {
    case 'quiet':
      return null;
    case 'reconnecting':
      return <Line tone="amber" text={t(view.isFirst ? 'connection.connecting' : 'connection.reconnecting')} />;
    case 'polling':
      return <Line tone="amber" text={t('connection.polling')} button={view.canRetry ? RETRY : null} />;
    case 'lost':
      return <LostLine view={view} />;
    case 'stopped':
      return <Line tone="red" text={t(`connection.stopped.${view.words}`)} button={view.canConnect ? CONNECT : null} />;
  }
}

function LostLine({ view }: { readonly view: IndicatorView & { kind: 'lost' } }) {
  const { t } = useTranslation('container');
  const data =
    view.dataAt === null ? t('connection.noData') : t('connection.dataAt', { time: formatClockTime(view.dataAt) });
  const next = view.retryInS === null ? t('connection.trying') : t('connection.retryIn', { seconds: view.retryInS });
  const details = view.canRetry ? `${data} · ${next}` : data;
  return <Line tone="red" text={t('connection.lost')} details={details} button={view.canRetry ? RETRY : null} />;
}

const RETRY = { command: 'retry', words: 'connection.retryNow' } as const;
const CONNECT = { command: 'connect', words: 'connection.connect' } as const;

interface LineProps {
  readonly tone: 'amber' | 'red';
  readonly text: string;
  readonly details?: string;
  readonly button?: typeof RETRY | typeof CONNECT | null;
}

function Line({ tone, text, details, button = null }: LineProps) {
  const { t } = useTranslation('container');
  return (
    <div className={`${styles.bar} ${styles[tone]}`} data-testid="connection-bar" data-tone={tone}>
      <p className={styles.words}>
        <strong>{text}</strong>
        {details !== undefined && <span className={styles.details}>{details}</span>}
      </p>
      {button !== null && (
        <button type="button" className={styles.button} onClick={() => sendRealtimeCommand(button.command)}>
          {t(button.words)}
        </button>
      )}
    </div>
  );
}
