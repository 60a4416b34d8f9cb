import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../http/problem.ts';
import { idFromPath } from '../http/validate.ts';
import { readOrder } from '../orders/readOrders.ts';
import { refundsOfOrder } from '../refunds/readRefunds.ts';

/** The invoice of an order; there is none before the order is fully paid. */
export function invoiceRoutes(app: FastifyInstance, deps: { db: Database; authenticate: Authenticate }): void {
  app.get('/invoices/:order_id', async (request) => {
    const user = await deps.authenticate(request);
    const order = readOrder(deps.db, user.companyId, idFromPath(request.params, 'order_id'));
    if (order === null || order.paid_at === null) {
      throw new HttpProblem(404, 'no-invoice', {
        detail: 'There is no invoice: the order is not paid, or there is none.',
      });
    }
    const company = deps.db.get<{ name: string }>('SELECT name FROM companies WHERE id = ?', user.companyId);
    return {
      order_id: order.order_id,
      invoice_number: order.invoice_number,
      company_id: order.company_id,
      company_name: company?.name ?? '',
      cashier_name: order.created_by_name,
      till_id: order.till_id,
      table: order.table,
      note: order.note,
      items: order.items,
      subtotal: order.subtotal,
      discount: order.discount,
      total: order.total,
      paid: order.paid,
      change_due: Math.max(0, order.paid - order.total),
      // Given back over the counter at once, unlike what is due above.
      change: order.payments.reduce((sum, receipt) => sum + receipt.change, 0),
      payments: order.payments,
      refunds: refundsOfOrder(deps.db, order.order_id),
      created_at: order.created_at,
      paid_at: order.paid_at,
    };
  });
}
