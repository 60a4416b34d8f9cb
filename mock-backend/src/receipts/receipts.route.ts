import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Database } from '../db/database.ts';
import { numberInUrl, tillId, validate } from '../http/validate.ts';
import type { GatewayClient } from '../outbox/gatewayClient.ts';
import { listReceipts } from './readReceipts.ts';
import { PAYMENT_METHODS } from './receipt.types.ts';

const DEFAULT_LIMIT = 30;
const MAX_LIMIT = 100;

const listQuery = v.object({
  till_id: v.exactOptional(v.union([v.literal(''), tillId])),
  method: v.exactOptional(v.picklist(['', ...PAYMENT_METHODS])),
  before: v.exactOptional(numberInUrl),
  limit: v.exactOptional(v.pipe(numberInUrl, v.maxValue(MAX_LIMIT))),
});

export interface ReceiptRouteDeps {
  readonly db: Database;
  readonly authenticate: Authenticate;
  readonly gateway: GatewayClient;
}

/** What the caller's company has just got. */
export function receiptRoutes(app: FastifyInstance, deps: ReceiptRouteDeps): void {
  app.get('/receipts', async (request) => {
    const user = await deps.authenticate(request);
    const { till_id, method, before = null, limit = DEFAULT_LIMIT } = validate(listQuery, request.query);
    const cursor = await deps.gateway.currentCursor();
    const filter = { tillId: till_id || null, method: method || null, before, limit };
    return { ...listReceipts(deps.db, user.companyId, filter), cursor };
  });
}
