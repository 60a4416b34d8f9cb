import type { Database } from './database.ts';
import { DEMO_BANK_BIN, DEMO_PASSWORD, DEMO_SHOPS, type DemoProduct } from './demoShops.ts';
import { demoBarcode } from './ean13.ts';

/** Fills an empty database with the demo shops; one that has a company is left as it is. */
export async function seedDemoShops(db: Database, hashPassword: (password: string) => Promise<string>): Promise<void> {
  const isEmpty = (): boolean => db.get('SELECT 1 FROM companies LIMIT 1') === undefined;
  if (!isEmpty()) return;
  const users = DEMO_SHOPS.flatMap((shop) => shop.users.map((user) => ({ ...user, companyId: shop.id })));
  const hashed = await Promise.all(users.map(async (user) => ({ ...user, hash: await hashPassword(DEMO_PASSWORD) })));

  db.transaction(() => {
    // Another process may have filled it while the passwords were hashed.
    if (!isEmpty()) return;
    for (const shop of DEMO_SHOPS) {
      db.run('INSERT INTO companies VALUES (?, ?, ?, ?)', shop.id, shop.name, DEMO_BANK_BIN, shop.account);
      insertProducts(db, shop.id, shop.products);
    }
    for (const user of hashed) {
      db.run(
        'INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)',
        user.id,
        user.companyId,
        user.username,
        user.name,
        JSON.stringify(user.roles),
        user.hash,
      );
    }
  });
}

/** Puts products at the end of a shop's menu, each with a barcode. */
export function insertProducts(db: Database, companyId: number, products: readonly DemoProduct[]): void {
  const before = db.get<{ n: number }>('SELECT count(*) AS n FROM products WHERE company_id = ?', companyId)?.n ?? 0;
  for (const [index, { name, category, price }] of products.entries()) {
    db.run(
      'INSERT INTO products (company_id, name, category, price, barcode) VALUES (?, ?, ?, ?, ?)',
      companyId,
      name,
      category,
      price,
      demoBarcode(companyId, before + index + 1),
    );
  }
}
