import { formatClockTime } from '@vppos/core/format';
import { type RefObject, useCallback, useMemo, useState } from 'react';
import type { Product } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import type { Draft } from '../desk/desk.types.ts';
import { LoadFailure } from '../LoadFailure.tsx';
import { useDesk, useSelling } from '../selling/SellingContext.tsx';
import { FilterBar } from './FilterBar.tsx';
import { ProductGrid } from './ProductGrid.tsx';
import styles from './ProductPicker.module.css';
import { findProducts, type ProductFilter, type ProductIndex } from './productIndex.ts';
import { ScanNote } from './ScanNote.tsx';
import { useMenu } from './useMenu.ts';
import { useScannedProduct } from './useScannedProduct.ts';

const SKELETON_TILES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];

/** The menu by touch, by key and by scanner: whatever is chosen goes into the draft in front. */
export function ProductPicker({ search }: { readonly search: RefObject<HTMLInputElement | null> }) {
  const text = useText();
  const { index: known, hasFailed, asOf, isFetching, refetch } = useMenu();
  // Nothing can be added before there is a draft to add it to.
  const index = useDesk().isLoaded ? known : null;
  const isLost = known === null && hasFailed;
  const [filter, setFilter] = useState<ProductFilter>({ category: null, query: '' });
  const add = useAddProduct();
  const scanned = useScannedProduct(index, add);

  return (
    <section className={styles.picker} aria-label={text('products.title')}>
      <FilterBar categories={index?.categories ?? []} filter={filter} onChange={setFilter} search={search} />
      <ScanNote scanned={scanned} />
      {index !== null && hasFailed && (
        <p className={styles.kept} role="status">
          {text('products.kept', { time: asOf === null ? '–' : formatClockTime(asOf) })}
        </p>
      )}
      {index !== null && <Found index={index} filter={filter} onAdd={add} />}
      {isLost && <LoadFailure message={text('products.failed')} isBusy={isFetching} onRetry={refetch} />}
      {index === null && !isLost && (
        <div className={styles.skeletons} role="status" aria-label={text('products.loading')}>
          {SKELETON_TILES.map((key) => (
            <div key={key} className={styles.skeleton} />
          ))}
        </div>
      )}
    </section>
  );
}

/** The same function at every render, so that only the tiles that changed are rendered again. */
function useAddProduct(): (product: Product) => void {
  const { keeper } = useSelling();
  return useCallback(
    ({ id, name, price }) => {
      const { front } = keeper.view();
      if (front === null) return;
      const change = { type: 'productAdded', product: { id, name, price } } as const;
      void keeper.edit({ type: 'changed', id: front.id, change });
    },
    [keeper],
  );
}

interface FoundProps {
  readonly index: ProductIndex;
  readonly filter: ProductFilter;
  readonly onAdd: (product: Product) => void;
}

function Found({ index, filter, onAdd }: FoundProps) {
  const text = useText();
  const { front } = useDesk();
  // In the same frame as the key: only the tiles in sight are rendered, and deferring them would cost a frame more.
  const found = useMemo(() => findProducts(index, filter), [index, filter]);
  const quantityOf = useMemo(() => quantitiesOf(front), [front]);
  if (index.products.length === 0) return <p className={styles.nothing}>{text('products.empty')}</p>;
  if (found.length === 0) return <p className={styles.nothing}>{text('products.none', { query: filter.query })}</p>;
  return (
    <ProductGrid
      search={`${filter.category} ${filter.query}`}
      products={found}
      categories={index.categories}
      quantityOf={quantityOf}
      onAdd={onAdd}
    />
  );
}

function quantitiesOf(draft: Draft | null): ReadonlyMap<number, number> {
  const quantities = new Map<number, number>();
  for (const { product_id, quantity } of draft?.lines ?? [])
    quantities.set(product_id, (quantities.get(product_id) ?? 0) + quantity);
  return quantities;
}
