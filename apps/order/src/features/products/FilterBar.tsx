import type { RefObject } from 'react';
import { useText } from '../../i18n/useText.ts';
import { Shortcut } from '../selling/Shortcut.tsx';
import styles from './ProductPicker.module.css';
import type { ProductFilter } from './productIndex.ts';

interface FilterBarProps {
  readonly categories: readonly string[];
  readonly filter: ProductFilter;
  readonly onChange: (filter: ProductFilter) => void;
  readonly search: RefObject<HTMLInputElement | null>;
}

/** What is typed goes over all categories; a category is chosen by touch. */
export function FilterBar({ categories, filter, onChange, search }: FilterBarProps) {
  const text = useText();
  return (
    <div className={styles.bar}>
      <div className={styles.searchBox}>
        <input
          ref={search}
          type="search"
          className={`vp-input ${styles.search}`}
          placeholder={text('products.search')}
          aria-label={text('products.search')}
          aria-keyshortcuts="F2"
          value={filter.query}
          onChange={(event) => onChange({ ...filter, query: event.target.value })}
        />
        <Shortcut keys="F2" />
      </div>
      <div className={styles.tabs}>
        {[null, ...categories].map((category) => (
          <button
            key={category ?? ''}
            type="button"
            className={styles.tab}
            aria-pressed={filter.query === '' && filter.category === category}
            onClick={() => onChange({ category, query: '' })}
          >
            {category ?? text('products.all')}
          </button>
        ))}
      </div>
    </div>
  );
}
