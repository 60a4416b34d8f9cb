import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../http/problem.ts';
import { idFromPath } from '../http/validate.ts';
import { readOrderDetail } from '../orders/readOrders.ts';
import type { GatewayClient } from '../outbox/gatewayClient.ts';
import type { Reconcile } from './reconcile.ts';

export interface CheckRouteDeps {
  readonly db: Database;
  readonly gateway: GatewayClient;
  readonly reconcile: Reconcile;
  readonly authenticate: Authenticate;
}

/** "Kiểm tra giao dịch": asks the bank, then tells the order as it stands, whatever the bank said. */
export function checkRoutes(app: FastifyInstance, deps: CheckRouteDeps): void {
  app.post('/orders/:id/check', async (request) => {
    const user = await deps.authenticate(request);
    const orderId = idFromPath(request.params, 'id');
    const read = () => {
      const order = readOrderDetail(deps.db, user.companyId, orderId);
      if (order !== null) return order;
      throw new HttpProblem(404, 'not-found', { detail: 'There is no such order.' });
    };
    read();
    const bank = await deps.reconcile.check(user.companyId);
    const cursor = await deps.gateway.currentCursor();
    return { ...read(), cursor, bank };
  });
}
