import cookie from '@fastify/cookie';
import type { Clock } from '@vppos/core/time';
import type { FastifyInstance } from 'fastify';
import { authRoutes } from './auth/auth.route.ts';
import { createAuthenticate } from './auth/authenticate.ts';
import { createLoginLimiter } from './auth/loginLimiter.ts';
import { checkRoutes } from './bank/check.route.ts';
import type { ProviderName } from './bank/provider.ts';
import { webhookRoutes } from './bank/webhook.route.ts';
import type { BackendConfig } from './config.ts';
import { answerError } from './http/problem.ts';
import { invoiceRoutes } from './invoices/invoices.route.ts';
import { orderRoutes } from './orders/orders.route.ts';
import { paymentRoutes } from './payments/payments.route.ts';
import { productRoutes } from './products/products.route.ts';
import { receiptRoutes } from './receipts/receipts.route.ts';
import { refundRoutes } from './refunds/refunds.route.ts';
import type { Services } from './services.ts';
import { shiftRoutes } from './shifts/shifts.route.ts';
import { transferRoutes } from './transfers/transfers.route.ts';

export interface RouteDeps extends Services {
  readonly config: BackendConfig;
  readonly clock: Clock;
  readonly onForgedWebhook: (provider: ProviderName) => void;
}

/** The whole API of the shop, each area in a scope of its own. */
export async function backendRoutes(app: FastifyInstance, deps: RouteDeps): Promise<void> {
  const authenticate = createAuthenticate(deps);
  app.setErrorHandler(answerError);
  app.removeContentTypeParser('text/plain');

  await app.register(
    async (auth) => {
      await auth.register(cookie);
      authRoutes(auth, { ...deps, limiter: createLoginLimiter(deps.clock) });
    },
    { prefix: '/auth' },
  );
  await app.register(async (shop) => {
    productRoutes(shop, { ...deps, authenticate });
    orderRoutes(shop, { ...deps, authenticate });
    paymentRoutes(shop, { ...deps, authenticate });
    invoiceRoutes(shop, { ...deps, authenticate });
    receiptRoutes(shop, { ...deps, authenticate });
    refundRoutes(shop, { ...deps, authenticate });
    shiftRoutes(shop, { ...deps, authenticate });
    checkRoutes(shop, { ...deps, authenticate });
    transferRoutes(shop, { ...deps, authenticate });
  });
  await app.register(async (bank) => webhookRoutes(bank, deps), { prefix: '/webhooks' });
}
