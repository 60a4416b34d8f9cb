import type { Product } from '../../api/schemas.ts';

/** What of the menu is shown. `category: null` is all of them. */
export interface ProductFilter {
  readonly category: string | null;
  readonly query: string;
}

/** The categories in the order of the menu, each once. */
export function categoriesOf(products: readonly Product[]): readonly string[] {
  return [...new Set(products.map((product) => product.category))];
}

/** While something is typed the search goes over the whole menu: a cashier does not think of tabs then. */
export function filterProducts(products: readonly Product[], filter: ProductFilter): readonly Product[] {
  const wanted = searchable(filter.query);
  if (wanted !== '') return products.filter((product) => searchable(product.name).includes(wanted));
  return products.filter((product) => filter.category === null || product.category === filter.category);
}

/** "Cà phê sữa đá" is found by "ca phe sua da". */
export function searchable(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}
