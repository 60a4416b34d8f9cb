import { useText } from '../i18n/useText.ts';
import styles from './LoadFailure.module.css';

interface LoadFailureProps {
  readonly message: string;
  readonly isBusy: boolean;
  readonly onRetry: () => void;
}

/** Says in place what could not be loaded, and offers to try again. */
export function LoadFailure({ message, isBusy, onRetry }: LoadFailureProps) {
  const text = useText();
  return (
    <div className={styles.failure} role="alert">
      <p>{message}</p>
      <button type="button" className="vp-button" disabled={isBusy} onClick={() => onRetry()}>
        {text('app.retry')}
      </button>
    </div>
  );
}
