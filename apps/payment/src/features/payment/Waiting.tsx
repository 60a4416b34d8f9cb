import { formatClockTime, formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { useText } from '../../i18n/useText.ts';
import { usePaymentSelector } from '../../store/createPaymentStore.ts';
import type { PaymentView, QrView } from './paymentView.ts';
import { QrCode } from './QrCode.tsx';
import { TransferTable } from './TransferTable.tsx';
import { minutesAndSeconds, useCountdown } from './useCountdown.ts';
import styles from './Waiting.module.css';

interface WaitingProps {
  readonly view: Extract<PaymentView, { kind: 'waiting' }>;
  readonly clock: Clock;
  readonly onCheck: () => void;
}

/** What the customer and the cashier look at until the money is there. */
export function Waiting({ view, clock, onCheck }: WaitingProps) {
  const text = useText();
  const { order, due, qr } = view;
  return (
    <section className={styles.waiting} data-payment-state="waiting" data-order-id={order.order_id}>
      <div className={`vp-card ${styles.code}`}>
        <Code
          qr={qr}
          alt={text('qr.alt', { amount: formatVnd(due), number: order.invoice_number })}
          onRetry={onCheck}
        />
        {qr.status === 'shown' && <Countdown endsAt={qr.payment.expires_at} clock={clock} />}
      </div>
      <div className={styles.words}>
        <p className={styles.order}>{text('wait.order', { number: order.invoice_number })}</p>
        <h1 className={styles.amount}>
          <span className={styles.pulse} aria-hidden="true" />
          <span className={styles.title}>{text('wait.title')}</span> <strong>{formatVnd(due)}</strong>
        </h1>
        {order.paid > 0 && (
          <p className={styles.partial} role="status">
            {text('wait.received', {
              paid: formatVnd(order.paid),
              total: formatVnd(order.total),
              missing: formatVnd(due),
            })}
          </p>
        )}
        <p className={styles.advice}>{text('wait.advice')}</p>
        {qr.status === 'shown' && <TransferTable payment={qr.payment} />}
        <Check hasFailed={view.hasFailed} onCheck={onCheck} />
      </div>
    </section>
  );
}

function Code({ qr, alt, onRetry }: { readonly qr: QrView; readonly alt: string; readonly onRetry: () => void }) {
  const text = useText();
  if (qr.status === 'shown') return <QrCode text={qr.payment.qr} label={alt} />;
  return (
    <div className={styles.noCode} role="status">
      <p>{text(qr.status === 'failed' ? 'qr.failed' : 'qr.preparing')}</p>
      {qr.status === 'failed' && (
        <button type="button" className="vp-button" onClick={onRetry}>
          {text('app.retry')}
        </button>
      )}
    </div>
  );
}

/** Only informs: a VietQR does not expire at the bank, and the server takes late money. */
function Countdown({ endsAt, clock }: { readonly endsAt: number; readonly clock: Clock }) {
  const text = useText();
  const leftMs = useCountdown(endsAt, clock);
  return (
    <p className={styles.countdown} role="timer">
      {leftMs > 0 ? text('wait.counting', { time: minutesAndSeconds(leftMs) }) : text('wait.overdue')}
    </p>
  );
}

function Check({ hasFailed, onCheck }: { readonly hasFailed: boolean; readonly onCheck: () => void }) {
  const text = useText();
  const { isChecking, checkedAt } = usePaymentSelector((state) => state.payment);
  return (
    <div className={styles.check}>
      <button type="button" className="vp-button vp-button--primary" onClick={onCheck}>
        {text(isChecking ? 'wait.checking' : 'wait.check')}
      </button>
      <p role="status" className={hasFailed ? styles.checkFailed : undefined}>
        {hasFailed
          ? text('wait.checkFailed')
          : checkedAt !== null && text('wait.checkedAt', { time: formatClockTime(checkedAt) })}
      </p>
    </div>
  );
}
