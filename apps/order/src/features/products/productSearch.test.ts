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

it('[ORDMFE10] makes the names of 2,000 products ready once, not at every key', () => {
  let read = 0;
  const counted = MENU.map((product) =>
    Object.defineProperty({ ...product }, 'name', {
      get: () => {
        read += 1;
        return product.name;
      },
    }),
  );
  const index = indexProducts(counted);
  const typed = 'sua chua so 1';

  const found = [...typed].map((_, length) =>
    findProducts(index, { category: null, query: typed.slice(0, length + 1) }),
  );

  expect(found.at(-1)?.length).toBeGreaterThan(0);
  expect(read).toBe(MENU.length);
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
