import { formatVnd } from '@vppos/core/format';
import { Minus, NotebookPen, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../i18n/useText.ts';
import { type Draft, type DraftLine, MAX_LINE_NOTE_LENGTH } from '../desk/desk.types.ts';
import { Fold } from '../Fold.tsx';
import styles from './DraftLines.module.css';
import { NoteField } from './NoteField.tsx';
import { QuantityField } from './QuantityField.tsx';
import { useChangeDraft } from './useChangeDraft.ts';

export function DraftLines({ draft }: { readonly draft: Draft }) {
  return (
    <ul className={styles.lines}>
      {draft.lines.map((line) => (
        <Line key={`${draft.id} ${line.id}`} draftId={draft.id} line={line} />
      ))}
    </ul>
  );
}

function Line({ draftId, line }: { readonly draftId: string; readonly line: DraftLine }) {
  const text = useText();
  const change = useChangeDraft(draftId);
  const [isNoting, setIsNoting] = useState(false);
  const { id: lineId, name, price, quantity, note } = line;
  const step = (by: number) => change({ type: 'quantityChanged', lineId, by });
  return (
    <li className={styles.line}>
      <span className={styles.name}>
        {name}
        {note !== '' && !isNoting && <span className={styles.note}>{note}</span>}
      </span>
      <span className={styles.amount}>{formatVnd(price * quantity)}</span>
      <fieldset className={styles.steps} aria-label={name}>
        <button type="button" aria-label={text('draft.less', { name })} onClick={() => step(-1)}>
          <Minus size={20} aria-hidden="true" />
        </button>
        <QuantityField
          label={text('draft.quantity', { name })}
          quantity={quantity}
          onChange={(typed) => change({ type: 'quantitySet', lineId, quantity: typed })}
        />
        <button type="button" aria-label={text('draft.more', { name })} onClick={() => step(1)}>
          <Plus size={20} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={styles.quiet}
          aria-label={text('draft.lineNote', { name })}
          aria-expanded={isNoting}
          onClick={() => setIsNoting(!isNoting)}
        >
          <NotebookPen size={18} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={styles.remove}
          aria-label={text('draft.remove', { name })}
          onClick={() => change({ type: 'quantitySet', lineId, quantity: 0 })}
        >
          <X size={20} aria-hidden="true" />
        </button>
      </fieldset>
      {isNoting && (
        <Fold startsAt="input" onClose={() => setIsNoting(false)}>
          <NoteField
            label={text('draft.lineNote', { name })}
            placeholder={text('draft.lineNoteHint')}
            value={note}
            maxLength={MAX_LINE_NOTE_LENGTH}
            onType={(typed) => change({ type: 'lineNoted', lineId, note: typed })}
            onDone={() => setIsNoting(false)}
          />
        </Fold>
      )}
    </li>
  );
}
