import type { MouseEvent } from 'react';
import { useText } from '../../i18n/useText.ts';
import styles from './DraftPanel.module.css';

interface ConfirmationProps {
  /** Says what is lost. */
  readonly question: string;
  readonly onKeep: () => void;
  readonly onConfirm: () => void;
}

/** The second word before something is gone for good, in place. */
export function Confirmation({ question, onKeep, onConfirm }: ConfirmationProps) {
  const text = useText();
  return (
    <fieldset className={styles.confirmation} aria-label={question} onClickCapture={stopDoubleClick}>
      <p>{question}</p>
      <button type="button" className="vp-button" onClick={onKeep}>
        {text('app.keep')}
      </button>
      <button type="button" className="vp-button vp-button--danger" onClick={onConfirm}>
        {text('app.confirmDrop')}
      </button>
    </fieldset>
  );
}

/** The second click of a double one was meant for what stood there before. */
function stopDoubleClick(event: MouseEvent): void {
  if (event.detail > 1) event.stopPropagation();
}
