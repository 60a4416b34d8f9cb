import { EllipsisVertical } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './bar.module.css';

/** What a wide bar shows side by side, and a narrow one behind a button. */
export function MoreMenu({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('container');
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isOpen) return;
    // It is not for the page below.
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard from whatever in here has the focus.
    <div className={styles.more} onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className={`${styles.icon} ${styles.moreButton}`}
        aria-label={t('more')}
        title={t('more')}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <EllipsisVertical aria-hidden="true" />
      </button>
      <div id={id} className={styles.moreContent} data-open={isOpen}>
        {children}
      </div>
    </div>
  );
}
