import { RefreshCw } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import styles from './pwa.module.css';
import type { Updates } from './registration.ts';
import { useText } from './words/useText.ts';

/** Offers the newer build. Nothing reloads before the press: a sale may be under way. */
export function UpdateBar({ updates }: { readonly updates: Updates }) {
  const text = useText();
  const isWaiting = useSyncExternalStore(updates.subscribe, updates.isWaiting);
  const [isApplying, setApplying] = useState(false);
  const apply = (): void => {
    setApplying(true);
    updates.apply();
  };
  return (
    // Always there, so that what comes into it is read out.
    <div aria-live="polite" className={styles.place}>
      {isWaiting && (
        <button
          type="button"
          className={styles.update}
          title={text('updateHint')}
          disabled={isApplying}
          onClick={apply}
          data-testid="update"
        >
          <RefreshCw aria-hidden="true" size={20} />
          {text(isApplying ? 'updating' : 'update')}
        </button>
      )}
    </div>
  );
}
