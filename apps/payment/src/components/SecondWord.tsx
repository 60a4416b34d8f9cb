import { type MouseEvent, type ReactNode, useState } from 'react';
import { useText } from '../i18n/useText.ts';
import { ActionButton } from './ActionButton.tsx';
import styles from './SecondWord.module.css';

interface SecondWordProps {
  /** What the first button says. */
  readonly children: ReactNode;
  /** What happens when it is said a second time. */
  readonly question: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly look?: 'plain' | 'primary';
}

/** A button for what is not taken back: it asks once more. The way out has the focus, so that a double tap confirms nothing. */
export function SecondWord(props: SecondWordProps) {
  const { children, question, confirm, onConfirm, shortcut, disabled = false, look = 'primary' } = props;
  const text = useText();
  const [stage, setStage] = useState<'first' | 'asking' | 'answered'>('first');
  if (stage !== 'asking') {
    return (
      <ActionButton
        look={look}
        disabled={disabled}
        takesFocus={stage === 'answered'}
        onPress={() => setStage('asking')}
        {...(shortcut === undefined ? {} : { shortcut })}
      >
        {children}
      </ActionButton>
    );
  }
  return (
    <fieldset className={styles.word} onClickCapture={stopDoubleClick}>
      <legend className="vp-visually-hidden">{question}</legend>
      <p>{question}</p>
      <div className={styles.answers}>
        <button
          type="button"
          className="vp-button"
          // biome-ignore lint/a11y/noAutofocus: it stands where the pressed button was.
          autoFocus
          onClick={() => setStage('answered')}
        >
          {text('app.no')}
        </button>
        <ActionButton
          look="primary"
          disabled={disabled}
          onPress={() => {
            setStage('answered');
            onConfirm();
          }}
        >
          {confirm}
        </ActionButton>
      </div>
    </fieldset>
  );
}

/** The second click of a double one was meant for what stood there before. */
function stopDoubleClick(event: MouseEvent): void {
  if (event.detail > 1) event.stopPropagation();
}
