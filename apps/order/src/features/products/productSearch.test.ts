import { expect, it } from 'vitest';
import type { Product } from '../../api/schemas.ts';
import { findProducts, indexProducts } from './productIndex.ts';

const WORDS = ['Cà phê', 'Trà sữa', 'Phở đặc biệt', 'Bánh mì', 'Nước ép', 'Sữa chua', 'Kẹo dẻo', 'Mì tôm', 'Bột giặt'];
const MENU: readonly Product[] = Array.from({ length: 2000 }, (_, n) => ({
  id: n + 1,
  name: `${WORDS[n % WORDS.length]} ${WORDS[(n * 7) % WORDS.length]} số ${n}`,
  price: 1000 * (n + 1),
  category: `Nhóm ${n % 12}`,
  barcode: `893${String(n).padStart(10, '0')}`,
}));
/** The longest a key may take over 2,000 products, in ms. */
const KEY_MS = 50;

it('[ORDMFE10] finds among 2,000 products within 50 ms at every key', () => {
  const index = indexProducts(MENU);
  const typed = 'sua chua so 1';

  const took = [...typed].map((_, length) => {
    const startedAt = performance.now();
    findProducts(index, { category: null, query: typed.slice(0, length + 1) });
    return performance.now() - startedAt;
  });

  expect(findProducts(index, { category: null, query: typed }).length).toBeGreaterThan(0);
  expect(Math.max(...took), `${Math.max(...took).toFixed(1)} ms for the slowest key`).toBeLessThan(KEY_MS);
});

it('puts names that begin with what was typed first, and takes the words in any order', () => {
  const names = findProducts(indexProducts(MENU), { category: null, query: 'mi' }).map(({ name }) => name);

  expect(names[0]).toMatch(/^Mì tôm/);
  expect(findProducts(indexProducts(MENU), { category: null, query: 'so ban mi' }).length).toBeGreaterThan(0);
});

it('finds a barcode by its beginning', () => {
  const found = findProducts(indexProducts(MENU), { category: null, query: '8930000000042' });

  expect(found.map(({ id }) => id)).toEqual([43]);
});
