import { useState } from 'react';
import { useText } from '../../i18n/useText.ts';
import styles from './DraftPanel.module.css';

interface NoteFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onType: (typed: string) => void;
  readonly onDone: () => void;
}

/** A few words; they count as they are typed, and Escape takes them back. */
export function NoteField({ label, placeholder, value, maxLength, onType, onDone }: NoteFieldProps) {
  const text = useText();
  const [typed, setTyped] = useState(value);
  const [before] = useState(value);
  return (
    <form
      className={styles.noteField}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <input
        className="vp-input"
        aria-label={label}
        placeholder={placeholder}
        maxLength={maxLength}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onType(event.target.value.trim());
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onType(before);
        }}
      />
      <button type="submit" className="vp-button">
        {text('app.done')}
      </button>
    </form>
  );
}
