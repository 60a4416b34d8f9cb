import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Authenticate } from '../auth/authenticate.ts';
import { HttpProblem } from '../http/problem.ts';
import { idFromPath, numberInUrl, validate } from '../http/validate.ts';
import type { GatewayClient } from '../outbox/gatewayClient.ts';
import { findOpenPayment } from '../payments/openPayment.ts';
import { cancelOrder, cancelOrderBody } from './cancelOrder.ts';
import { createOrder, createOrderBody, type OrderDeps } from './createOrder.ts';
import { ORDER_STATUSES, type Order } from './order.types.ts';
import { listOrders, readOrder } from './readOrders.ts';

const listQuery = v.object({
  status: v.exactOptional(v.picklist(['', ...ORDER_STATUSES])),
  page: v.exactOptional(numberInUrl),
});

export interface OrderRouteDeps extends OrderDeps {
  readonly authenticate: Authenticate;
  readonly gateway: GatewayClient;
}

/** Create, list, read and cancel the orders of the caller's company. */
export function orderRoutes(app: FastifyInstance, deps: OrderRouteDeps): void {
  const read = (companyId: number, orderId: number): Order => {
    const order = readOrder(deps.db, companyId, orderId);
    if (order !== null) return order;
    throw new HttpProblem(404, 'not-found', { detail: 'There is no such order.' });
  };

  app.post('/orders', async (request, reply) => {
    const user = await deps.authenticate(request);
    const orderId = createOrder(deps, user, validate(createOrderBody, request.body));
    return reply.code(201).send(read(user.companyId, orderId));
  });

  app.get('/orders', async (request) => {
    const user = await deps.authenticate(request);
    const { status, page = 1 } = validate(listQuery, request.query);
    // Before the read: an event after this cursor may be told twice, never missed.
    const cursor = await deps.gateway.currentCursor();
    const { items, total, pages } = listOrders(deps.db, user.companyId, { status: status || null, page });
    return { items, page, pages, total, more: page < pages, cursor };
  });

  app.get('/orders/:id', async (request) => {
    const user = await deps.authenticate(request);
    const orderId = idFromPath(request.params, 'id');
    const cursor = await deps.gateway.currentCursor();
    return { ...read(user.companyId, orderId), open_payment: findOpenPayment(deps.db, orderId), cursor };
  });

  app.post('/orders/:id/cancel', async (request) => {
    const user = await deps.authenticate(request);
    const orderId = idFromPath(request.params, 'id');
    const { reason } = validate(cancelOrderBody, request.body);
    cancelOrder(deps, user, { orderId, reason });
    return read(user.companyId, orderId);
  });
}
