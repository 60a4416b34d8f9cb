import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Database } from '../db/database.ts';

interface ProductRow {
  id: number;
  name: string;
  category: string;
  price: number;
  /** EAN-13. */
  barcode: string | null;
}

/** What the caller's shop sells, in the order of its menu. */
export function productRoutes(app: FastifyInstance, deps: { db: Database; authenticate: Authenticate }): void {
  app.get('/products', async (request) => {
    const user = await deps.authenticate(request);
    const items = deps.db.all<ProductRow>(
      'SELECT id, name, category, price, barcode FROM products WHERE company_id = ? ORDER BY id',
      user.companyId,
    );
    return { items };
  });
}
