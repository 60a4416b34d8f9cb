import { searchable } from '@vppos/core/format';
import type { Product } from '../../api/schemas.ts';

/** What of the menu is shown. `category: null` is all of them. */
export interface ProductFilter {
  readonly category: string | null;
  readonly query: string;
}

/** A menu made ready to be searched: whatever takes time is done once, not at every key. */
export interface ProductIndex {
  readonly products: readonly Product[];
  /** In the order of the menu, each once. */
  readonly categories: readonly string[];
  readonly byBarcode: ReadonlyMap<string, Product>;
  /** The searchable name of the product at the same place. */
  readonly names: readonly string[];
}

export function indexProducts(products: readonly Product[]): ProductIndex {
  return {
    products,
    categories: [...new Set(products.map((product) => product.category))],
    byBarcode: new Map(products.flatMap((product) => (product.barcode === null ? [] : [[product.barcode, product]]))),
    names: products.map((product) => searchable(product.name)),
  };
}

/**
 * While something is typed the search goes over the whole menu: a cashier does not think of tabs then. Every word must be in
 * the name, in any order; names that begin with what was typed come first. Digits find a barcode by its beginning.
 */
export function findProducts(index: ProductIndex, { category, query }: ProductFilter): readonly Product[] {
  const wanted = searchable(query);
  if (wanted === '') return index.products.filter((product) => category === null || product.category === category);
  const words = wanted.split(' ');
  const first: Product[] = [];
  const others: Product[] = [];
  for (const [place, product] of index.products.entries()) {
    const name = index.names[place] ?? '';
    if (name.startsWith(wanted)) first.push(product);
    else if (words.every((word) => name.includes(word)) || product.barcode?.startsWith(wanted) === true)
      others.push(product);
  }
  return [...first, ...others];
}
