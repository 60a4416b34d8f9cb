import { toastUtils } from '@vppos/core/bus';
import { useState } from 'react';
import type { Order } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { useCancelOrderMutation } from '../../store/orderApi.ts';
import styles from './Orders.module.css';

/** The longest reason the back end keeps. */
const MAX_REASON_LENGTH = 500;
const COMMON_REASONS = ['reason.changed', 'reason.mistake', 'reason.soldOut', 'reason.twice'] as const;

/** Asks why, in place, and cancels only with a reason. */
export function CancelOrder({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) {
  const text = useText();
  const [reason, setReason] = useState('');
  const [cancelOrder, { isLoading, isError }] = useCancelOrderMutation();

  const cancel = async (): Promise<void> => {
    const result = await cancelOrder({ orderId: order.order_id, reason: reason.trim() });
    if (result.data === undefined) return;
    toastUtils.info(text('order.cancelled', { number: order.invoice_number }));
    onClose();
  };

  return (
    <div className={styles.cancel}>
      <div className={styles.actions}>
        {COMMON_REASONS.map((key) => text(key)).map((common) => (
          <button
            key={common}
            type="button"
            className="vp-button"
            aria-pressed={reason === common}
            onClick={() => setReason(common)}
          >
            {common}
          </button>
        ))}
      </div>
      <input
        className="vp-input"
        aria-label={text('order.cancelReason')}
        placeholder={text('order.cancelReason')}
        maxLength={MAX_REASON_LENGTH}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {isError && <p role="alert">{text('order.cancelFailed')}</p>}
      <div className={styles.actions}>
        <button
          type="button"
          className="vp-button vp-button--danger"
          disabled={reason.trim() === '' || isLoading}
          onClick={() => void cancel()}
        >
          {text('order.cancelConfirm')}
        </button>
        <button type="button" className="vp-button vp-button--quiet" onClick={onClose}>
          {text('order.cancelBack')}
        </button>
      </div>
    </div>
  );
}
