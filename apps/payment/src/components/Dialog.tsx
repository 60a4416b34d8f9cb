import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useText } from '../i18n/useText.ts';
import styles from './Dialog.module.css';
import { Key } from './Key.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Opened by the person, over everything: Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const isLeaving = useRef(false);
  useLayoutEffect(() => {
    const shown = dialog.current;
    isLeaving.current = false;
    shown?.showModal();
    return () => {
      isLeaving.current = true;
      shown?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        // Only where the browser has closed it: the event of a close of ours may come when it is open again.
        if (!isLeaving.current && dialog.current?.open === false) onClose();
      }}
    >
      <header className={styles.header}>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className="vp-button vp-button--quiet" aria-label={text('app.close')} onClick={onClose}>
          <X size={20} aria-hidden="true" />
          <Key name="Escape" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
