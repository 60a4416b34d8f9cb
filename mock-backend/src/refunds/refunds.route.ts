import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Authenticate } from '../auth/authenticate.ts';
import { idFromPath, numberInUrl, validate } from '../http/validate.ts';
import type { GatewayClient } from '../outbox/gatewayClient.ts';
import type { RefundDeps } from './addRefund.ts';
import { listRefunds, readRefund } from './readRefunds.ts';
import { settleRefund, settleRefundBody } from './settleRefund.ts';

const listQuery = v.object({
  status: v.exactOptional(v.picklist(['open', 'done'])),
  page: v.exactOptional(numberInUrl),
});

export interface RefundRouteDeps extends RefundDeps {
  readonly authenticate: Authenticate;
  readonly gateway: GatewayClient;
}

/** What must go back, and that it has gone. */
export function refundRoutes(app: FastifyInstance, deps: RefundRouteDeps): void {
  app.get('/refunds', async (request) => {
    const user = await deps.authenticate(request);
    const { status = 'open', page = 1 } = validate(listQuery, request.query);
    const cursor = await deps.gateway.currentCursor();
    return { ...listRefunds(deps.db, user.companyId, { status, page }), cursor };
  });

  app.post('/refunds/:id/done', async (request) => {
    const user = await deps.authenticate(request);
    const refundId = idFromPath(request.params, 'id');
    settleRefund(deps, user, { ...validate(settleRefundBody, request.body), refundId });
    return readRefund(deps.db, user.companyId, refundId);
  });
}
