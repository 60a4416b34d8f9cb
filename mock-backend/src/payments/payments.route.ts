import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Authenticate } from '../auth/authenticate.ts';
import { idFromPath, validate } from '../http/validate.ts';
import type { BookingDeps } from './bookMoney.ts';
import { openPayment, openPaymentBody } from './openPayment.ts';
import { cashBody, manualBody, takePayment } from './takePayment.ts';

/** How the money is to come decides what a request says. */
const paymentBody = v.variant('method', [openPaymentBody, cashBody, manualBody]);

export interface PaymentRouteDeps extends BookingDeps {
  readonly authenticate: Authenticate;
}

/** Asks for money for an order, or books what the cashier has got. */
export function paymentRoutes(app: FastifyInstance, deps: PaymentRouteDeps): void {
  app.post('/orders/:id/payments', async (request, reply) => {
    const user = await deps.authenticate(request);
    const orderId = idFromPath(request.params, 'id');
    const body = validate(paymentBody, request.body);
    const payment =
      body.method === 'vietqr'
        ? openPayment(deps, user, { ...body, orderId })
        : takePayment(deps, user, { orderId, body });
    return reply.code(201).send(payment);
  });
}
