import { navigate } from '@vppos/core/bus';
import { formatClockTime, formatVnd } from '@vppos/core/format';
import { QrCode } from '@vppos/core/qr';
import type { Clock } from '@vppos/core/time';
import { ArrowLeft, RefreshCw } from 'lucide-react';
import { ActionButton } from '../../components/ActionButton.tsx';
import { useText } from '../../i18n/useText.ts';
import { usePaymentSelector } from '../../store/createPaymentStore.ts';
import { ConfirmationNote } from './ConfirmationNote.tsx';
import { checkWords } from './checkWords.ts';
import { OtherWays } from './OtherWays.tsx';
import type { PaymentView, QrView } from './paymentView.ts';
import { TransferTable } from './TransferTable.tsx';
import { minutesAndSeconds, useCountdown } from './useCountdown.ts';
import { useIsLost } from './useIsLost.ts';
import type { PaymentActions } from './usePaymentSession.ts';
import styles from './Waiting.module.css';

interface WaitingProps {
  readonly view: Extract<PaymentView, { kind: 'waiting' }>;
  readonly clock: Clock;
  readonly actions: PaymentActions;
}

/** What the customer and the cashier look at until the money is there. */
export function Waiting({ view, clock, actions }: WaitingProps) {
  const text = useText();
  const { order, transfer, qr } = view;
  return (
    <section className={styles.waiting} data-payment-state="waiting" data-order-id={order.order_id}>
      <div className={`vp-card ${styles.code}`}>
        <Code
          qr={qr}
          alt={text('qr.alt', { amount: formatVnd(transfer), number: order.invoice_number })}
          onRetry={actions.check}
        />
        {qr.status === 'shown' && <Countdown endsAt={qr.payment.expires_at} clock={clock} />}
      </div>
      <div className={styles.words}>
        <div className={styles.head}>
          <p className={styles.order}>
            {text('wait.order', { number: order.invoice_number })}
            {order.table !== null && ` · ${order.table}`}
          </p>
          <ActionButton look="quiet" icon={ArrowLeft} shortcut="Escape" onPress={() => navigate('/payment')}>
            {text('app.back')}
          </ActionButton>
        </div>
        <h1 className={styles.amount}>
          <span className={styles.pulse} aria-hidden="true" />
          <span className={styles.title}>{text('wait.title')}</span> <strong>{formatVnd(transfer)}</strong>
        </h1>
        <Standing view={view} />
        <Lost clock={clock} />
        <ConfirmationNote onAgain={actions.confirmAgain} />
        <p className={styles.advice}>{text('wait.advice')}</p>
        {qr.status === 'shown' && <TransferTable payment={qr.payment} />}
        <Check onCheck={actions.check} />
        <OtherWays view={view} actions={actions} />
      </div>
    </section>
  );
}

/** What has come of a part, and how the rest is shared out. */
function Standing({ view: { order, due, transfer, cashPart, isRestInCash } }: Pick<WaitingProps, 'view'>) {
  const text = useText();
  const received = { paid: formatVnd(order.paid), total: formatVnd(order.total), missing: formatVnd(due) };
  return (
    <>
      {order.paid > 0 && (
        <p className={styles.partial} role="status">
          {text('wait.received', received)}
        </p>
      )}
      {isRestInCash && (
        <p className={styles.partial} role="status">
          {text('split.restInCash', { cash: formatVnd(due) })}
        </p>
      )}
      {cashPart !== null && (
        <p className={styles.partial} role="status">
          {text('split.standing', { transfer: formatVnd(transfer), cash: formatVnd(cashPart) })}
        </p>
      )}
    </>
  );
}

/** Within the screen too: here somebody waits for the green. */
function Lost({ clock }: { readonly clock: Clock }) {
  const text = useText();
  if (!useIsLost(clock)) return null;
  return (
    <p className={styles.lost} role="alert">
      {text('wait.lost')}
    </p>
  );
}

function Code({ qr, alt, onRetry }: { readonly qr: QrView; readonly alt: string; readonly onRetry: () => void }) {
  const text = useText();
  if (qr.status === 'shown') return <QrCode className={styles.qr} text={qr.payment.qr} label={alt} />;
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

function Check({ onCheck }: { readonly onCheck: () => void }) {
  const text = useText();
  const payment = usePaymentSelector((state) => state.payment);
  const words = checkWords(payment);
  return (
    <div className={styles.check}>
      <ActionButton look="primary" icon={RefreshCw} shortcut="F2" onPress={onCheck}>
        {text(payment.isChecking ? 'wait.checking' : 'wait.check')}
      </ActionButton>
      <p role="status" className={words?.isBad === true ? styles.checkFailed : undefined}>
        {words !== null && text(words.key, { time: words.at === null ? '' : formatClockTime(words.at) })}
      </p>
    </div>
  );
}
