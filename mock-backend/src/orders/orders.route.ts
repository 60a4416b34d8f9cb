import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Authenticate } from '../auth/authenticate.ts';
import { HttpProblem } from '../http/problem.ts';
import { idFromPath, numberInUrl, tillId, validate, words } from '../http/validate.ts';
import type { GatewayClient } from '../outbox/gatewayClient.ts';
import { cancelOrder, cancelOrderBody } from './cancelOrder.ts';
import { createOrder, type OrderDeps } from './createOrder.ts';
import { ORDER_STATUSES } from './order.types.ts';
import { createOrderBody } from './orderBody.ts';
import { listOrders, readOrder, readOrderDetail } from './readOrders.ts';

// Each name once: what a query repeats must not become a statement of its own.
const splitList = (list: string): string[] => [...new Set(list.split(','))].filter((name) => name !== '');

const listQuery = v.object({
  /** One or several, `unpaid,partially_paid`; none is all. */
  status: v.exactOptional(v.pipe(v.string(), v.transform(splitList), v.array(v.picklist(ORDER_STATUSES)))),
  page: v.exactOptional(numberInUrl),
  q: v.exactOptional(words(60)),
  till_id: v.exactOptional(v.union([v.literal(''), tillId])),
});

export interface OrderRouteDeps extends OrderDeps {
  readonly authenticate: Authenticate;
  readonly gateway: GatewayClient;
}

/** Create, list, read and cancel the orders of the caller's company. */
export function orderRoutes(app: FastifyInstance, deps: OrderRouteDeps): void {
  app.post('/orders', async (request, reply) => {
    const user = await deps.authenticate(request);
    const orderId = createOrder(deps, user, validate(createOrderBody, request.body));
    return reply.code(201).send(readOrder(deps.db, user.companyId, orderId));
  });

  app.get('/orders', async (request) => {
    const user = await deps.authenticate(request);
    const { status = [], page = 1, q = null, till_id } = validate(listQuery, request.query);
    // Before the read: an event after this cursor may be told twice, never missed.
    const cursor = await deps.gateway.currentCursor();
    const filter = { statuses: status, tillId: till_id || null, search: q, page };
    return { ...listOrders(deps.db, user.companyId, filter), cursor };
  });

  app.get('/orders/:id', async (request) => {
    const user = await deps.authenticate(request);
    const orderId = idFromPath(request.params, 'id');
    const cursor = await deps.gateway.currentCursor();
    const order = readOrderDetail(deps.db, user.companyId, orderId);
    if (order !== null) return { ...order, cursor };
    throw new HttpProblem(404, 'not-found', { detail: 'There is no such order.' });
  });

  app.post('/orders/:id/cancel', async (request) => {
    const user = await deps.authenticate(request);
    const orderId = idFromPath(request.params, 'id');
    const { reason } = validate(cancelOrderBody, request.body);
    cancelOrder(deps, user, { orderId, reason });
    return readOrder(deps.db, user.companyId, orderId);
  });
}
