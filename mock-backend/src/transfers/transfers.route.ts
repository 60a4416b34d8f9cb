import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Authenticate } from '../auth/authenticate.ts';
import { idFromPath, numberInUrl, validate } from '../http/validate.ts';
import { readOrder } from '../orders/readOrders.ts';
import type { GatewayClient } from '../outbox/gatewayClient.ts';
import type { BookingDeps } from '../payments/bookMoney.ts';
import { listTransfers, readTransfer, TRANSFER_OUTCOMES } from './readTransfers.ts';
import { matchBody, matchByHand, refundBody, refundByHand } from './settleTransfer.ts';

const listQuery = v.object({
  outcome: v.exactOptional(v.picklist([...TRANSFER_OUTCOMES, 'all'])),
  page: v.exactOptional(numberInUrl),
});

export interface TransferRouteDeps extends BookingDeps {
  readonly authenticate: Authenticate;
  readonly gateway: GatewayClient;
}

/** What came to the company's account, and what a person decides about money of nobody. */
export function transferRoutes(app: FastifyInstance, deps: TransferRouteDeps): void {
  app.get('/transfers', async (request) => {
    const user = await deps.authenticate(request);
    const { outcome = 'unmatched', page = 1 } = validate(listQuery, request.query);
    const cursor = await deps.gateway.currentCursor();
    const filter = { outcome: outcome === 'all' ? null : outcome, page };
    return { ...listTransfers(deps.db, user.companyId, filter), cursor };
  });

  app.post('/transfers/:id/match', async (request) => {
    const user = await deps.authenticate(request);
    const transferId = idFromPath(request.params, 'id');
    const body = validate(matchBody, request.body);
    matchByHand(deps, user, { ...body, transferId });
    return {
      transfer: readTransfer(deps.db, user.companyId, transferId),
      order: readOrder(deps.db, user.companyId, body.order_id),
    };
  });

  app.post('/transfers/:id/refund', async (request) => {
    const user = await deps.authenticate(request);
    const transferId = idFromPath(request.params, 'id');
    refundByHand(deps, user, { ...validate(refundBody, request.body ?? {}), transferId });
    return { transfer: readTransfer(deps.db, user.companyId, transferId) };
  });
}
