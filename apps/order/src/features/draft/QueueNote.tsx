import { formatClockTime, formatVnd } from '@vppos/core/format';
import { useState } from 'react';
import { useText } from '../../i18n/useText.ts';
import type { QueuedOrder } from '../desk/desk.types.ts';
import { totalsOf } from '../desk/totals.ts';
import { useDesk, useSelling } from '../selling/SellingContext.tsx';
import { Confirmation } from './Confirmation.tsx';
import styles from './DraftPanel.module.css';
import { draftName } from './draftName.ts';
import { refusalWords } from './refusalWords.ts';

/** The orders on their way: how many wait for the network, and those the server has clearly refused. */
export function QueueNote() {
  const { queue } = useDesk().desk;
  const waiting = queue.filter((order) => order.refusal === null);
  return (
    <div className={styles.notes}>
      <div role="status">{waiting.length > 0 && <Waiting orders={waiting} />}</div>
      {queue.map((order) => order.refusal !== null && <Refused key={order.key} order={order} why={order.refusal} />)}
    </div>
  );
}

function Waiting({ orders }: { readonly orders: readonly QueuedOrder[] }) {
  const text = useText();
  const { sendNow } = useSelling();
  const isHeldUp = orders.some((order) => order.attempts > 0);
  if (!isHeldUp) return <p className={styles.quietNote}>{text('queue.sending')}</p>;
  return (
    <details className={styles.warning}>
      <summary>{text('queue.waiting', { count: orders.length })}</summary>
      <ul className={styles.queued}>
        {orders.map((order) => (
          <li key={order.key}>{summaryOf(text, order)}</li>
        ))}
      </ul>
      <button type="button" className="vp-button" onClick={sendNow}>
        {text('queue.sendNow')}
      </button>
    </details>
  );
}

function Refused({ order, why }: { readonly order: QueuedOrder; readonly why: string }) {
  const text = useText();
  const { keeper, newId } = useSelling();
  const [isDropping, setIsDropping] = useState(false);
  return (
    <div className={styles.refusal} role="alert">
      <p>
        <strong>{summaryOf(text, order)}</strong>
      </p>
      <p>{refusalWords(text, why)}</p>
      {isDropping ? (
        <Confirmation
          question={text('queue.dropQuestion')}
          onKeep={() => setIsDropping(false)}
          onConfirm={() => void keeper.edit({ type: 'dropped', key: order.key })}
        />
      ) : (
        <div className={styles.choices}>
          <button
            type="button"
            className="vp-button"
            onClick={() => void keeper.edit({ type: 'reopened', key: order.key, id: newId() })}
          >
            {text('queue.reopen')}
          </button>
          <button type="button" className="vp-button vp-button--danger" onClick={() => setIsDropping(true)}>
            {text('queue.drop')}
          </button>
        </div>
      )}
    </div>
  );
}

function summaryOf(text: ReturnType<typeof useText>, { draft, at }: QueuedOrder): string {
  return `${draftName(text, draft)} · ${formatVnd(totalsOf(draft).total)} · ${formatClockTime(at)}`;
}
