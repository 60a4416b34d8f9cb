import type { ApiFailure } from '@vppos/core/http';
import type { Clock } from '@vppos/core/time';
import { useEffect, useRef, useState } from 'react';
import { formatTimeMs } from '../format.ts';
import styles from '../inspector.module.css';
import { useText } from '../words/useText.ts';
import { Facts } from './Facts.tsx';
import { failureWords } from './failureWords.ts';
import { endConnection, type GatewayConnection } from './gatewayApi.ts';

interface ConnectionRowProps {
  readonly connection: GatewayConnection;
  readonly isOwn: boolean;
  readonly clock: Clock;
  readonly onEnded: () => void;
}

/** One open stream, which an admin can end after a second word. */
export function ConnectionRow({ connection, isOwn, clock, onEnded }: ConnectionRowProps) {
  const text = useText();
  const { clientId, userId, connectedAt, position, pendingBytes, metadata } = connection;
  const facts: readonly (readonly [string, string])[] = [
    [text('gateway.client'), clientId],
    [text('status.since'), formatTimeMs(connectedAt)],
    [text('gateway.position'), position],
    [text('gateway.pending'), text('gateway.bytes', { bytes: pendingBytes })],
    ...Object.entries(metadata),
  ];
  return (
    <li className={styles.connection}>
      <div className={styles.who}>
        <strong>{text('gateway.user', { id: userId })}</strong>
        {isOwn && <span className="vp-badge vp-badge--info">{text('gateway.you')}</span>}
      </div>
      <Facts facts={facts} />
      <EndButton clientId={clientId} clock={clock} onEnded={onEnded} />
    </li>
  );
}

type EndState =
  | { readonly step: 'idle' }
  | { readonly step: 'asking' }
  | { readonly step: 'ending' }
  | { readonly step: 'failed'; readonly error: ApiFailure };

function EndButton({ clientId, clock, onEnded }: Pick<ConnectionRowProps, 'clock' | 'onEnded'> & { clientId: string }) {
  const text = useText();
  const [state, become] = useState<EndState>({ step: 'idle' });
  const end = async (): Promise<void> => {
    become({ step: 'ending' });
    const ended = await endConnection(clientId, clock);
    become('error' in ended ? { step: 'failed', error: ended.error } : { step: 'idle' });
    onEnded();
  };
  if (state.step === 'asking') {
    return <Confirm onYes={() => void end()} onNo={() => become({ step: 'idle' })} />;
  }
  return (
    <>
      <button
        type="button"
        className="vp-button vp-button--danger"
        aria-label={text('gateway.kickName', { id: clientId })}
        disabled={state.step === 'ending'}
        onClick={() => become({ step: 'asking' })}
      >
        {text('gateway.kick')}
      </button>
      {state.step === 'failed' && (
        <p role="alert" className={styles.problem}>
          {failureWords(state.error, 'gateway', text).join(' ')}
        </p>
      )}
    </>
  );
}

function Confirm({ onYes, onNo }: { readonly onYes: () => void; readonly onNo: () => void }) {
  const text = useText();
  const no = useRef<HTMLButtonElement>(null);
  // The button that was pressed has gone; a second Enter must not end anything.
  useEffect(() => no.current?.focus(), []);
  return (
    <fieldset className={styles.confirm}>
      <legend>{text('gateway.kickAsk')}</legend>
      <button type="button" className="vp-button vp-button--danger" onClick={onYes}>
        {text('gateway.kickYes')}
      </button>
      <button ref={no} type="button" className="vp-button" onClick={onNo}>
        {text('gateway.kickNo')}
      </button>
    </fieldset>
  );
}
