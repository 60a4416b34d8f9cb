import { useAuthUser } from '@vppos/core/hooks';
import { useShellEnv } from '../../../shell/env.tsx';
import { formatTimeMs } from '../format.ts';
import styles from '../inspector.module.css';
import { useText } from '../words/useText.ts';
import { ConnectionRow } from './ConnectionRow.tsx';
import { failureWords } from './failureWords.ts';
import { StatsTable } from './StatsTable.tsx';
import type { useGateway } from './useGateway.ts';

/** Who is connected in the company, and its numbers: for admins. */
export function GatewayPanel({ gateway }: { readonly gateway: ReturnType<typeof useGateway> }) {
  const text = useText();
  const user = useAuthUser();
  const { clock } = useShellEnv();
  const { view, readAt, error, refresh } = gateway;
  return (
    <>
      {error !== null && (
        <div role="alert" className={styles.problem}>
          {failureWords(error, 'gateway', text).map((line) => (
            <p key={line}>{line}</p>
          ))}
          {view !== null && <p>{text('gateway.old', { time: formatTimeMs(readAt) })}</p>}
        </div>
      )}
      {view === null && error === null && <p className={styles.hint}>{text('gateway.loading')}</p>}
      {view?.connections.length === 0 && <p className={styles.hint}>{text('gateway.empty')}</p>}
      <ul className={styles.connections}>
        {view?.connections.map((connection) => (
          <ConnectionRow
            key={`${connection.clientId} ${connection.connectedAt}`}
            connection={connection}
            isOwn={connection.userId === String(user?.id)}
            clock={clock}
            onEnded={refresh}
          />
        ))}
      </ul>
      <button type="button" className={`vp-button ${styles.refresh}`} onClick={refresh}>
        {text('gateway.refresh')}
      </button>
      {view !== null && <StatsTable stats={view.stats} />}
    </>
  );
}
