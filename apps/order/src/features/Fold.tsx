import { type ReactNode, useLayoutEffect, useRef } from 'react';
import styles from './Fold.module.css';

interface FoldProps {
  /** Where the hands go first. */
  readonly startsAt: 'input' | 'button';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What a person opens in place: it takes the focus, Escape closes it, and the focus goes back to where it was. */
export function Fold({ startsAt, onClose, children }: FoldProps) {
  const fold = useRef<HTMLDivElement>(null);
  // Before the browser paints, and before what is in it is taken out of the page.
  useLayoutEffect(() => {
    const box = fold.current;
    const opener = document.activeElement;
    box?.querySelector<HTMLElement>(startsAt)?.focus();
    return () => {
      if (opener instanceof HTMLElement && box?.contains(document.activeElement) === true) opener.focus();
    };
  }, [startsAt]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard from whatever in here has the focus.
    <div
      ref={fold}
      className={styles.fold}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      {children}
    </div>
  );
}
