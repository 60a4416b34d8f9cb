import { expect, it } from 'vitest';
import { RECORDED_PRODUCTS } from '../../standalone/recordedShop.ts';
import { findProducts, indexProducts } from './productIndex.ts';

const INDEX = indexProducts(RECORDED_PRODUCTS);
const names = (category: string | null, query: string) =>
  findProducts(INDEX, { category, query }).map((product) => product.name);

it('finds a product without its accents, in any case', () => {
  expect(names(null, 'CA PHE sua da')).toEqual(['Cà phê sữa đá']);
});

it('searches the whole menu whatever category is chosen', () => {
  expect(names('Phở', 'trà đá')).toEqual(['Trà đá']);
});

it('shows one category, or all without one', () => {
  expect(names('Lẩu', '  ')).toEqual(['Lẩu bò', 'Lẩu gà lá é']);
  expect(names(null, '')).toHaveLength(RECORDED_PRODUCTS.length);
});

it('names every category once, in the order of the menu', () => {
  expect(INDEX.categories).toEqual(['Phở', 'Món chính', 'Lẩu', 'Ăn kèm', 'Đồ uống']);
});
