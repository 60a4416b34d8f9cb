import { formatVnd } from '@vppos/core/format';
import { useState } from 'react';
import { ActionButton } from '../../components/ActionButton.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { MoneyField } from '../../components/MoneyField.tsx';
import { useText } from '../../i18n/useText.ts';
import styles from './SplitDialog.module.css';
import { otherPart } from './split.ts';

interface SplitDialogProps {
  readonly due: number;
  /** What was to come by transfer until now, in VND. */
  readonly transfer: number;
  /** The transfer's part is there, and what is due was to be paid in cash. */
  readonly isRestInCash: boolean;
  readonly onSplit: (transfer: number) => void;
  readonly onClose: () => void;
}

/** So much by transfer, the rest in cash: one follows from the other. */
export function SplitDialog({ due, transfer, isRestInCash, onSplit, onClose }: SplitDialogProps) {
  const text = useText();
  const [part, setPart] = useState<number | null>(transfer < due ? transfer : null);
  const cash = otherPart(due, part);
  return (
    <Dialog title={text('split.title', { amount: formatVnd(due) })} onClose={onClose}>
      <div className={styles.parts}>
        <MoneyField label={text('split.transfer')} amount={part} onChange={setPart} isFirst />
        <MoneyField
          label={text('split.cash')}
          amount={part === null ? null : Math.max(0, due - part)}
          onChange={(amount) => setPart(amount === null ? null : Math.max(0, due - amount))}
        />
      </div>
      <p className={styles.hint} role="status">
        {part !== null && cash === null ? text('split.impossible', { amount: formatVnd(due) }) : text('split.hint')}
      </p>
      <div className={styles.actions}>
        <ActionButton
          look="primary"
          shortcut="F8"
          disabled={cash === null}
          onPress={() => {
            if (part !== null) onSplit(part);
          }}
        >
          {text('split.confirm')}
        </ActionButton>
        {(transfer < due || isRestInCash) && (
          <ActionButton onPress={() => onSplit(due)}>{text('split.undo')}</ActionButton>
        )}
      </div>
    </Dialog>
  );
}
