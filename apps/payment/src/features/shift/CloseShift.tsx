import { navigate, toastUtils } from '@vppos/core/bus';
import { formatVnd } from '@vppos/core/format';
import type { ApiFailure } from '@vppos/core/http';
import { useState } from 'react';
import { isUnanswered, problemCode } from '../../api/problemCode.ts';
import { Choice } from '../../components/Choice.tsx';
import { MoneyField } from '../../components/MoneyField.tsx';
import { SecondWord } from '../../components/SecondWord.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useText } from '../../i18n/useText.ts';
import type { TextKey } from '../../i18n/vi.ts';
import { NotesCount } from './NotesCount.tsx';
import { type Counted, sumOfNotes } from './notes.ts';
import styles from './Shift.module.css';
import { useCloseShiftMutation } from './shiftApi.ts';

const NOTE_MAX = 200;

/** The drawer is counted blind: what should be in it is told only afterwards, in the report. */
export function CloseShift({ shiftId }: { readonly shiftId: number }) {
  const text = useText();
  const [how, setHow] = useState<'notes' | 'number'>('notes');
  const [counted, setCounted] = useState<Counted>({});
  const [number, setNumber] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const { isSending, close } = useShiftCloser(shiftId);
  const sum = how === 'notes' ? sumOfNotes(counted) : number;
  const amount = formatVnd(sum ?? 0);
  return (
    <>
      <h2>{text('shift.closeTitle')}</h2>
      <p className={styles.hint}>{text('shift.blind')}</p>
      <Choice
        label={text('shift.closeTitle')}
        value={how}
        options={[
          { value: 'notes', words: text('shift.byNotes') },
          { value: 'number', words: text('shift.byNumber') },
        ]}
        onChange={setHow}
      />
      {how === 'notes' ? (
        <NotesCount counted={counted} onChange={setCounted} />
      ) : (
        <MoneyField label={text('shift.counted')} amount={number} onChange={setNumber} />
      )}
      <TextField label={text('shift.note')} value={note} lengthMax={NOTE_MAX} onChange={setNote} />
      <SecondWord
        question={text('shift.closeQuestion', { amount })}
        confirm={text('shift.closeSure', { amount })}
        shortcut="F8"
        disabled={sum === null || isSending}
        onConfirm={() => void close(sum ?? 0, note.trim())}
      >
        {text('shift.close')}
      </SecondWord>
    </>
  );
}

/** Closed is closed, whoever did it and even if the answer got lost: then the report is shown. */
function useShiftCloser(shiftId: number) {
  const text = useText();
  const [send, { isLoading }] = useCloseShiftMutation();
  const close = async (countedCash: number, note: string): Promise<void> => {
    const { error } = await send({ shiftId, countedCash, note });
    // The API's mutations fail with nothing else.
    const failure = error as ApiFailure | undefined;
    if (failure !== undefined) toastUtils.warning(text(refusalWords(failure)));
    if (failure === undefined || problemCode(failure) === 'shift-closed') navigate(`/payment/shift/${shiftId}`);
  };
  return { isSending: isLoading, close };
}

function refusalWords(failure: ApiFailure): TextKey {
  if (problemCode(failure) === 'shift-closed') return 'shift.alreadyClosed';
  return isUnanswered(failure) ? 'app.unanswered' : 'app.refused';
}
