import { formatVnd } from '@vppos/core/format';
import { useState } from 'react';
import { ActionButton } from '../../components/ActionButton.tsx';
import { pressKey } from '../../components/amount.ts';
import { Choice } from '../../components/Choice.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { MoneyField } from '../../components/MoneyField.tsx';
import { NumberPad } from '../../components/NumberPad.tsx';
import { useText } from '../../i18n/useText.ts';
import styles from './CashDialog.module.css';
import { balanceOf, suggestedNotes } from './cash.ts';

interface CashDialogProps {
  /** To be paid in cash, in VND. */
  readonly due: number;
  readonly onConfirm: (tendered: number) => void;
  readonly onClose: () => void;
}

/** What the customer hands over, and what goes back. */
export function CashDialog({ due, onConfirm, onClose }: CashDialogProps) {
  const text = useText();
  // Until somebody says otherwise it is exactly what is due; the first key of the pad begins anew.
  const [typed, setTyped] = useState<{ readonly amount: number | null } | null>(null);
  const tendered = typed === null ? due : typed.amount;
  const { change, missing } = balanceOf(due, tendered ?? 0);
  return (
    <Dialog title={text('cash.title', { amount: formatVnd(due) })} onClose={onClose}>
      <div className={styles.columns}>
        <div className={styles.words}>
          <MoneyField
            label={text('cash.tendered')}
            amount={tendered}
            onChange={(amount) => setTyped({ amount })}
            hasPad
            isFirst
          />
          <Choice
            label={text('cash.notes')}
            value={String(tendered)}
            options={suggestedNotes(due).map((note) => ({ value: String(note), words: formatVnd(note) }))}
            onChange={(note) => setTyped({ amount: Number(note) })}
          />
          <p className={missing > 0 ? styles.missing : styles.change} role="status">
            <span>{text(missing > 0 ? 'cash.missing' : 'cash.change')}</span>
            <strong>{formatVnd(missing > 0 ? missing : change)}</strong>
          </p>
        </div>
        <NumberPad
          onKey={(key) => setTyped({ amount: pressKey(typed === null && key !== 'back' ? null : tendered, key) })}
        />
      </div>
      <ActionButton
        look="primary"
        shortcut="F8"
        className={styles.confirm}
        disabled={missing > 0}
        onPress={() => onConfirm(tendered ?? due)}
      >
        {text('cash.confirm', { amount: formatVnd(due) })}
      </ActionButton>
    </Dialog>
  );
}
