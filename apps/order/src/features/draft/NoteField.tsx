import { useState } from 'react';
import { useText } from '../../i18n/useText.ts';
import styles from './DraftPanel.module.css';

interface NoteFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onDone: (typed: string) => void;
}

/** A few words; they count with the button or with Enter. The person opened it, so it takes the focus. */
export function NoteField({ label, placeholder, value, maxLength, onDone }: NoteFieldProps) {
  const text = useText();
  const [typed, setTyped] = useState(value);
  return (
    <form
      className={styles.noteField}
      onSubmit={(event) => {
        event.preventDefault();
        onDone(typed.trim());
      }}
    >
      <input
        ref={focusOnce}
        className="vp-input"
        aria-label={label}
        placeholder={placeholder}
        maxLength={maxLength}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="vp-button">
        {text('app.done')}
      </button>
    </form>
  );
}

/** The same function at every render: React calls it when the field comes, not at every key. */
function focusOnce(field: HTMLInputElement | null): void {
  field?.focus();
}
