import type { Clock } from '@vppos/core/time';
import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Database } from '../db/database.ts';
import { idFromPath, validate } from '../http/validate.ts';
import { openPayment, openPaymentBody } from './openPayment.ts';

export interface PaymentRouteDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly authenticate: Authenticate;
}

/** Asks for money for an order. */
export function paymentRoutes(app: FastifyInstance, deps: PaymentRouteDeps): void {
  app.post('/orders/:id/payments', async (request, reply) => {
    const user = await deps.authenticate(request);
    const orderId = idFromPath(request.params, 'id');
    const body = validate(openPaymentBody, request.body);
    return reply.code(201).send(openPayment(deps, user, { ...body, orderId }));
  });
}
