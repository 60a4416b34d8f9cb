import { formatVnd } from '@vppos/core/format';
import { QrCode } from '@vppos/core/qr';
import type { Clock } from '@vppos/core/time';
import { CircleCheckBig } from 'lucide-react';
import { useCountdown } from '../../shell/useCountdown.ts';
import type { ShownPayment } from '../shown.types.ts';
import { useText } from '../words/useText.ts';
import styles from './display.module.css';

interface PaymentSceneProps {
  readonly payment: ShownPayment;
  readonly clock: Clock;
}

export function PaymentScene({ payment, clock }: PaymentSceneProps) {
  switch (payment.stage) {
    case 'paid':
      return <Paid payment={payment} />;
    case 'cash':
      return <ToPayInCash payment={payment} />;
    case 'waiting':
    case 'partial':
      return <ToPay payment={payment} clock={clock} />;
  }
}

type Payment<Stage extends ShownPayment['stage']> = Extract<ShownPayment, { stage: Stage }>;

function Paid({ payment: { amount, change, order } }: { readonly payment: Payment<'paid'> }) {
  const text = useText();
  return (
    <section className={styles.paid}>
      <CircleCheckBig aria-hidden="true" className={styles.check} />
      <h1>{text('paid', { amount: formatVnd(amount) })}</h1>
      {change > 0 && <p className={styles.change}>{text('change', { amount: formatVnd(change) })}</p>}
      <p className={styles.thanks}>{text('thanks')}</p>
      <p>{text('order', { order })}</p>
    </section>
  );
}

function ToPayInCash({ payment: { paid, remaining, order } }: { readonly payment: Payment<'cash'> }) {
  const text = useText();
  return (
    <section className={styles.toPayInCash}>
      <div className={styles.demand}>
        <h1>
          {text('partial', { paid: formatVnd(paid) })}
          <strong>{formatVnd(remaining)}</strong>
        </h1>
        <p>{text('cash')}</p>
        <p>{text('order', { order })}</p>
      </div>
    </section>
  );
}

interface ToPayProps {
  readonly payment: Payment<'waiting' | 'partial'>;
  readonly clock: Clock;
}

function ToPay({ payment, clock }: ToPayProps) {
  const text = useText();
  const amount = formatVnd(payment.stage === 'waiting' ? payment.amount : payment.remaining);
  return (
    <section className={styles.toPay}>
      <QrCode className={styles.code} text={payment.qr} label={text('qr', { amount })} />
      <div className={styles.demand}>
        <h1>
          {payment.stage === 'waiting' ? text('pay') : text('partial', { paid: formatVnd(payment.paid) })}
          <strong>{amount}</strong>
        </h1>
        <p>{text('order', { order: payment.order })}</p>
        {payment.stage === 'waiting' && <Countdown until={payment.expires_at} clock={clock} />}
        <p>{text('keep')}</p>
      </div>
    </section>
  );
}

/** Informs only: money that comes later counts too. */
function Countdown({ until, clock }: { readonly until: number; readonly clock: Clock }) {
  const text = useText();
  const seconds = useCountdown(clock, until);
  if (seconds === 0) return null;
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return <p className={styles.countdown}>{text('countdown', { time })}</p>;
}
