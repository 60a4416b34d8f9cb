import type { FastifyInstance } from 'fastify';
import { connectionOf } from '../hub/connection.ts';
import { statsOf } from '../hub/stats.ts';
import { admission } from './admission.ts';
import type { RouteContext } from './context.ts';
import { metricsRoute } from './metrics.route.ts';
import { sendProblem } from './problem.ts';
import { revokeRoute } from './revoke.route.ts';
import { testRoute } from './test.route.ts';

/** Operations: health, metrics, who is connected, ending streams and sessions, and test events. */
export function adminRoutes(app: FastifyInstance, context: RouteContext): void {
  const { hub } = context;
  app.get('/health', async () => ({ status: 'ok', connectedClients: hub.connectedClients }));
  app.get('/ready', async (_request, reply) => {
    if (hub.isDraining) return sendProblem(reply, { status: 503, detail: 'The gateway is closing.' });
    if (!hub.isFresh) return sendProblem(reply, { status: 503, detail: 'The tail of the log is not being read.' });
    return reply.send({ status: 'ready' });
  });
  // An admin sees the own company, a service its own one or, without one, all.
  const { onRequest, claimsOf } = admission(context, ['admin', 'service']);
  app.get('/api/v1/events/stats', { onRequest }, async (request) => statsOf(context, claimsOf(request).companyId));
  app.get('/api/v1/events/connections', { onRequest }, async (request) =>
    hub.streams(claimsOf(request).companyId).map((stream) => connectionOf(hub, stream)),
  );
  kickRoute(app, context);
  metricsRoute(app, context.metrics);
  revokeRoute(app, context);
  testRoute(app, context);
}

function kickRoute(app: FastifyInstance, context: RouteContext): void {
  const { onRequest, claimsOf } = admission(context, ['admin']);
  app.delete<{ Params: { clientId: string } }>(
    '/api/v1/events/connections/:clientId',
    { onRequest },
    async (request, reply) => {
      const { companyId } = claimsOf(request);
      const ended = companyId === null ? 0 : context.hub.kick(companyId, request.params.clientId);
      if (ended > 0) return reply.code(204).send();
      // The same answer for another company's client: nobody learns which ids exist elsewhere.
      return sendProblem(reply, { status: 404, detail: 'No such client is connected.' });
    },
  );
}
