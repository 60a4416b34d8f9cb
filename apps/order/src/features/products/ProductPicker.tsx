import { formatVnd } from '@vppos/core/format';
import { useDeferredValue, useState } from 'react';
import type { Product } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { useOrderDispatch } from '../../store/createOrderStore.ts';
import { useGetProductsQuery } from '../../store/orderApi.ts';
import { cartActions } from '../cart/cartSlice.ts';
import { LoadFailure } from '../LoadFailure.tsx';
import styles from './ProductPicker.module.css';
import { categoriesOf, filterProducts, type ProductFilter } from './productFilter.ts';

const SKELETON_TILES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The menu by touch: a tap puts one into the cart. */
export function ProductPicker() {
  const text = useText();
  const { data, isError, isFetching, refetch } = useGetProductsQuery();
  const [filter, setFilter] = useState<ProductFilter>({ category: null, query: '' });

  return (
    <section className={styles.picker} aria-label={text('products.title')}>
      <FilterBar products={data ?? []} filter={filter} onChange={setFilter} />
      {data !== undefined && <Tiles products={data} filter={filter} />}
      {data === undefined && isError && (
        <LoadFailure message={text('products.failed')} isBusy={isFetching} onRetry={refetch} />
      )}
      {data === undefined && !isError && (
        <div className={styles.tiles} role="status" aria-label={text('products.loading')}>
          {SKELETON_TILES.map((key) => (
            <div key={key} className={styles.skeleton} />
          ))}
        </div>
      )}
    </section>
  );
}

interface FilterBarProps {
  readonly products: readonly Product[];
  readonly filter: ProductFilter;
  readonly onChange: (filter: ProductFilter) => void;
}

function FilterBar({ products, filter, onChange }: FilterBarProps) {
  const text = useText();
  const tabs = [null, ...categoriesOf(products)];
  return (
    <div className={styles.bar}>
      <input
        type="search"
        className={`vp-input ${styles.search}`}
        placeholder={text('products.search')}
        aria-label={text('products.search')}
        value={filter.query}
        onChange={(event) => onChange({ ...filter, query: event.target.value })}
      />
      <div className={styles.tabs}>
        {tabs.map((category) => (
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

function Tiles({ products, filter }: { readonly products: readonly Product[]; readonly filter: ProductFilter }) {
  const text = useText();
  const dispatch = useOrderDispatch();
  // Typing stays smooth on a slow till: the grid may be one keystroke behind.
  const shown = filterProducts(products, useDeferredValue(filter));
  const categories = categoriesOf(products);
  if (products.length === 0) return <p className={styles.nothing}>{text('products.empty')}</p>;
  if (shown.length === 0) return <p className={styles.nothing}>{text('products.none', { query: filter.query })}</p>;
  return (
    <div className={styles.tiles}>
      {shown.map((product) => (
        <button
          key={product.id}
          type="button"
          className={styles.tile}
          data-hue={categories.indexOf(product.category) % 5}
          aria-label={text('products.add', { name: product.name, price: formatVnd(product.price) })}
          onClick={() => dispatch(cartActions.productAdded(product))}
        >
          {/* The space parts name and price where only the text counts. */}
          <span className={styles.name}>{product.name}</span>{' '}
          <span className={styles.price}>{formatVnd(product.price)}</span>
        </button>
      ))}
    </div>
  );
}
