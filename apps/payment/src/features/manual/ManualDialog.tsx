import { formatVnd } from '@vppos/core/format';
import { useAuthUser } from '@vppos/core/hooks';
import { useState } from 'react';
import { Dialog } from '../../components/Dialog.tsx';
import { MoneyField } from '../../components/MoneyField.tsx';
import { SecondWord } from '../../components/SecondWord.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useText } from '../../i18n/useText.ts';
import styles from './ManualDialog.module.css';

/** A bank's reference is no longer than this. */
const REFERENCE_MAX = 64;

interface ManualDialogProps {
  /** More than this cannot be confirmed, in VND. */
  readonly due: number;
  /** What the QR asks for. */
  readonly transfer: number;
  readonly onConfirm: (amount: number, reference: string) => void;
  readonly onClose: () => void;
}

/** The cashier has seen the money in the bank's app: said twice, and with whose name it is recorded. */
export function ManualDialog({ due, transfer, onConfirm, onClose }: ManualDialogProps) {
  const text = useText();
  const name = useAuthUser()?.name ?? '';
  const [amount, setAmount] = useState<number | null>(transfer);
  const [reference, setReference] = useState('');
  const isTooMuch = amount !== null && amount > due;
  const shown = formatVnd(amount ?? 0);
  return (
    <Dialog title={text('manual.title')} onClose={onClose}>
      <div className={styles.fields}>
        <p>{text('manual.hint')}</p>
        <MoneyField label={text('manual.amount')} amount={amount} onChange={setAmount} isFirst />
        {isTooMuch && <p role="alert">{text('manual.tooMuch', { due: formatVnd(due) })}</p>}
        <TextField
          label={text('manual.reference')}
          value={reference}
          lengthMax={REFERENCE_MAX}
          onChange={setReference}
        />
        <SecondWord
          question={text('manual.question', { name, amount: shown })}
          confirm={text('manual.sure', { amount: shown })}
          shortcut="F8"
          disabled={amount === null || amount === 0 || isTooMuch}
          onConfirm={() => onConfirm(amount ?? 0, reference.trim())}
        >
          {text('manual.confirm', { amount: shown })}
        </SecondWord>
      </div>
    </Dialog>
  );
}
