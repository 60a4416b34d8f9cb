import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useText } from '../i18n/useText.ts';
import styles from './List.module.css';

interface PagesProps {
  readonly page: number;
  readonly more: boolean;
  readonly onPage: (page: number) => void;
}

/** One page back or on; nothing where there is one page. */
export function Pages({ page, more, onPage }: PagesProps) {
  const text = useText();
  if (page === 1 && !more) return null;
  return (
    <div className={styles.actions}>
      <button type="button" className="vp-button" disabled={page === 1} onClick={() => onPage(page - 1)}>
        <ChevronLeft size={20} aria-hidden="true" /> {text('list.newer')}
      </button>
      <button type="button" className="vp-button" disabled={!more} onClick={() => onPage(page + 1)}>
        {text('list.older')} <ChevronRight size={20} aria-hidden="true" />
      </button>
    </div>
  );
}
