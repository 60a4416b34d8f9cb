import { useText } from '../i18n/useText.ts';
import type { PadKey } from './amount.ts';
import styles from './NumberPad.module.css';

const KEYS: readonly PadKey[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '000', '0', 'back'];

/** For fingers; who has a keyboard types into the field, so the keys are no stops of Tab. */
export function NumberPad({ onKey }: { readonly onKey: (key: PadKey) => void }) {
  const text = useText();
  return (
    <fieldset className={styles.pad}>
      <legend className="vp-visually-hidden">{text('pad.title')}</legend>
      {KEYS.map((key) => (
        <button key={key} type="button" tabIndex={-1} className={`vp-button ${styles.key}`} onClick={() => onKey(key)}>
          {key === 'back' ? <span aria-hidden="true">⌫</span> : key}
          {key === 'back' && <span className="vp-visually-hidden">{text('pad.back')}</span>}
        </button>
      ))}
    </fieldset>
  );
}
