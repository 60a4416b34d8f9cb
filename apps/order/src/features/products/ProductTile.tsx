import { formatVnd } from '@vppos/core/format';
import { memo } from 'react';
import type { Product } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import styles from './ProductGrid.module.css';

interface ProductTileProps {
  readonly product: Product;
  readonly place: number;
  readonly hue: number;
  /** How many of it are in the draft in front. */
  readonly quantity: number;
  /** Tab stops here. */
  readonly isStop: boolean;
  readonly onAdd: (product: Product) => void;
  readonly onFocus: (place: number) => void;
}

export const ProductTile = memo(function ProductTile({ product, quantity, ...props }: ProductTileProps) {
  const text = useText();
  const price = formatVnd(product.price);
  return (
    <button
      type="button"
      className={styles.tile}
      data-place={props.place}
      data-hue={props.hue}
      data-taken={quantity > 0 || undefined}
      tabIndex={props.isStop ? 0 : -1}
      aria-label={text('products.add', { name: product.name, price })}
      onClick={() => props.onAdd(product)}
      onFocus={() => props.onFocus(props.place)}
    >
      {/* The space parts name and price where only the text counts. */}
      <span className={styles.name}>{product.name}</span> <span className={styles.price}>{price}</span>
      {quantity > 0 && <span className={styles.quantity} aria-hidden="true" data-quantity={quantity} />}
    </button>
  );
});
