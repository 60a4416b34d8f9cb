import { formatVnd } from '@vppos/core/format';
import { useAuthUser } from '@vppos/core/hooks';
import { useState } from 'react';
import type { Refund } from '../../api/schemas.ts';
import { Choice } from '../../components/Choice.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import styles from '../../components/List.module.css';
import { SecondWord } from '../../components/SecondWord.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useText } from '../../i18n/useText.ts';
import { useRefundDone } from './useRefundDone.ts';

const NOTE_MAX = 200;

/** How the money went back, said twice, with whose name it is recorded. */
export function FinishDialog({ refund, onClose }: { readonly refund: Refund; readonly onClose: () => void }) {
  const text = useText();
  const name = useAuthUser()?.name ?? '';
  const [method, setMethod] = useState<'cash' | 'transfer'>('cash');
  const [note, setNote] = useState('');
  const { isSending, finish } = useRefundDone();
  const amount = formatVnd(refund.amount);
  const send = async (): Promise<void> => {
    if (await finish(refund, method, note.trim())) onClose();
  };
  return (
    <Dialog title={text('refunds.finishTitle', { amount })} onClose={onClose}>
      <div className={styles.fields}>
        <Choice
          label={text('refunds.how')}
          value={method}
          options={[
            { value: 'cash', words: text('method.cash') },
            { value: 'transfer', words: text('method.transfer') },
          ]}
          onChange={setMethod}
        />
        <TextField label={text('refunds.note')} value={note} lengthMax={NOTE_MAX} onChange={setNote} />
        <SecondWord
          question={text('refunds.question', { name, amount })}
          confirm={text('refunds.sure', { amount })}
          shortcut="F8"
          disabled={isSending}
          onConfirm={() => void send()}
        >
          {text('refund.paidBack', { amount })}
        </SecondWord>
      </div>
    </Dialog>
  );
}
