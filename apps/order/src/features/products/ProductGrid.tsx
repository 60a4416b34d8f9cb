import { useLayoutEffect, useState } from 'react';
import type { Product } from '../../api/schemas.ts';
import { useVirtualRows } from '../virtual/useVirtualRows.ts';
import styles from './ProductGrid.module.css';
import { ProductTile } from './ProductTile.tsx';
import { useGridStop } from './useGridStop.ts';

const GAP_PX = 10;
const TILE_HEIGHT_PX = 104;
const TILE_MIN_WIDTH_PX = 150;
/** So many colours tell the categories apart. */
const HUES = 5;
/** A grid of more tiles is one stop of Tab, where the arrows go on; a small one has a stop for each tile. */
export const TAB_EACH_MAX = 40;

interface ProductGridProps {
  /** What `products` were found by: another search begins at its top. */
  readonly search: string;
  readonly products: readonly Product[];
  readonly categories: readonly string[];
  readonly quantityOf: ReadonlyMap<number, number>;
  readonly onAdd: (product: Product) => void;
}

/** The tiles in sight of however many there are; a tap adds one. */
export function ProductGrid({ search, products, categories, quantityOf, onAdd }: ProductGridProps) {
  const [columns, setColumns] = useState(1);
  const { stop, setStop, onArrow } = useGridStop(products.length, columns);
  const { scroller, virtualizer, width } = useVirtualRows({
    count: Math.ceil(products.length / columns),
    rowHeight: TILE_HEIGHT_PX + GAP_PX,
    pinned: Math.floor(stop / columns),
  });
  const fitting = Math.max(1, Math.floor((width + GAP_PX) / (TILE_MIN_WIDTH_PX + GAP_PX)));
  if (fitting !== columns) setColumns(fitting);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `search` is when, not what.
  useLayoutEffect(() => {
    scroller.current?.scrollTo(0, 0);
    setStop(0);
  }, [search, scroller, setStop]);
  const tileAt = (product: Product, place: number) => (
    <ProductTile
      key={product.id}
      product={product}
      place={place}
      hue={categories.indexOf(product.category) % HUES}
      quantity={quantityOf.get(product.id) ?? 0}
      isStop={products.length <= TAB_EACH_MAX || place === stop}
      onAdd={onAdd}
      onFocus={setStop}
    />
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows are for the buttons inside.
    <div ref={scroller} className={styles.scroller} onKeyDown={onArrow}>
      <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {virtualizer.getVirtualItems().map((row) => (
          <div
            key={row.key}
            className={styles.row}
            style={{
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              height: TILE_HEIGHT_PX,
              gap: GAP_PX,
              transform: `translateY(${row.start}px)`,
            }}
          >
            {products
              .slice(row.index * columns, (row.index + 1) * columns)
              .map((product, column) => tileAt(product, row.index * columns + column))}
          </div>
        ))}
      </div>
    </div>
  );
}
