import { Banknote, Smartphone, Split } from 'lucide-react';
import { useState } from 'react';
import { ActionButton } from '../../components/ActionButton.tsx';
import { useText } from '../../i18n/useText.ts';
import { usePaymentSelector } from '../../store/createPaymentStore.ts';
import { CashDialog } from '../cash/CashDialog.tsx';
import { ManualDialog } from '../manual/ManualDialog.tsx';
import { SplitDialog } from '../split/SplitDialog.tsx';
import type { PaymentView } from './paymentView.ts';
import type { PaymentActions } from './usePaymentSession.ts';
import styles from './Waiting.module.css';

interface OtherWaysProps {
  readonly view: Extract<PaymentView, { kind: 'waiting' }>;
  readonly actions: PaymentActions;
}

type Way = 'cash' | 'split' | 'manual';

/** What there is beside the QR: cash, part of it in cash, and the cashier's word for a transfer. */
export function OtherWays({ view, actions }: OtherWaysProps) {
  const text = useText();
  const [way, setWay] = useState<Way | null>(null);
  const { status } = usePaymentSelector((state) => state.payment.confirmation);
  // One word of the cashier's at a time: before it is answered nobody knows what is due.
  const isBusy = status === 'sending' || status === 'unanswered';
  return (
    <>
      <div className={styles.ways}>
        <ActionButton icon={Banknote} shortcut="F4" disabled={isBusy} onPress={() => setWay('cash')}>
          {text('method.cash')}
        </ActionButton>
        <ActionButton icon={Split} shortcut="F6" disabled={isBusy} onPress={() => setWay('split')}>
          {text('split.open')}
        </ActionButton>
        <ActionButton icon={Smartphone} shortcut="F7" disabled={isBusy} onPress={() => setWay('manual')}>
          {text('manual.open')}
        </ActionButton>
      </div>
      {way !== null && <WayDialog way={way} view={view} actions={actions} onClose={() => setWay(null)} />}
    </>
  );
}

function WayDialog({ way, view, actions, onClose }: OtherWaysProps & { way: Way; onClose: () => void }) {
  const { due, transfer, cashPart, isRestInCash } = view;
  const inCash = cashPart ?? due;
  switch (way) {
    case 'cash':
      return (
        <CashDialog
          key={inCash}
          due={inCash}
          onClose={onClose}
          onConfirm={(tendered) => {
            actions.confirm({ method: 'cash', amount: inCash, tendered });
            onClose();
          }}
        />
      );
    case 'split':
      return (
        <SplitDialog
          due={due}
          transfer={transfer}
          isRestInCash={isRestInCash}
          onClose={onClose}
          onSplit={(part) => {
            actions.split(part);
            onClose();
          }}
        />
      );
    case 'manual':
      return (
        <ManualDialog
          due={due}
          transfer={transfer}
          onClose={onClose}
          onConfirm={(amount, reference) => {
            actions.confirm({ method: 'manual', amount, reference });
            onClose();
          }}
        />
      );
    default:
      return way satisfies never;
  }
}
