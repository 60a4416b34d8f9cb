import { formatVnd } from '@vppos/core/format';
import { parseAmount } from '../../components/amount.ts';
import { useText } from '../../i18n/useText.ts';
import { type Counted, NOTES, sumOfNotes } from './notes.ts';
import styles from './Shift.module.css';

/** So many of one note fit into no drawer; it is a typing error. */
const PIECES_MAX = 9_999;

interface NotesCountProps {
  readonly counted: Counted;
  readonly onChange: (counted: Counted) => void;
}

/** How many there are of each note, with the running sum. */
export function NotesCount({ counted, onChange }: NotesCountProps) {
  const text = useText();
  return (
    <>
      <div className={styles.notes}>
        {NOTES.map((note) => (
          <label key={note} className={styles.note}>
            <span>{formatVnd(note)}</span>
            <span aria-hidden="true">×</span>
            <input
              className="vp-input"
              inputMode="numeric"
              autoComplete="off"
              aria-label={text('shift.pieces', { note: formatVnd(note) })}
              value={counted[note] ?? ''}
              onChange={({ target }) =>
                onChange({ ...counted, [note]: Math.min(parseAmount(target.value) ?? 0, PIECES_MAX) })
              }
            />
          </label>
        ))}
      </div>
      <p className={styles.sum} role="status">
        {text('shift.counted')} <strong>{formatVnd(sumOfNotes(counted))}</strong>
      </p>
    </>
  );
}
