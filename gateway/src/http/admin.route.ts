import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TokenClaims } from '../auth/verifyToken.ts';
import type { Stream } from '../hub/stream.ts';
import { authenticate, authorize, type RouteContext } from './context.ts';
import { sendProblem } from './problem.ts';
import { revokeRoute } from './revoke.route.ts';

/** Operations: health, who is connected, and ending streams and sessions. */
export function adminRoutes(app: FastifyInstance, context: RouteContext): void {
  const { hub } = context;
  app.get('/health', async () => ({ status: 'ok', connectedClients: hub.connectedClients }));
  app.get('/ready', async (_request, reply) => {
    if (hub.isDraining) return sendProblem(reply, { status: 503, detail: 'The gateway is closing.' });
    if (!hub.isFresh) return sendProblem(reply, { status: 503, detail: 'The tail of the log is not being read.' });
    return reply.send({ status: 'ready' });
  });
  app.get('/api/v1/events/stats', async (request, reply) => {
    const caller = await readOperator(context, request, reply);
    return caller === null ? reply : reply.send(await statsFor(context, caller));
  });
  app.get('/api/v1/events/connections', async (request, reply) => {
    const caller = await readOperator(context, request, reply);
    if (caller === null) return reply;
    return reply.send(hub.streams(caller.companyId).map((stream) => connectionOf(context, stream)));
  });
  app.delete<{ Params: { clientId: string } }>('/api/v1/events/connections/:clientId', async (request, reply) => {
    const claims = await authenticate(context, request, reply);
    if (claims === null || !(await authorize(claims, reply, ['admin']))) return reply;
    const ended = claims.companyId === null ? 0 : hub.kick(claims.companyId, request.params.clientId);
    if (ended > 0) return reply.code(204).send();
    // The same answer for another company's client: nobody learns which ids exist elsewhere.
    return sendProblem(reply, { status: 404, detail: 'No such client is connected.' });
  });
  revokeRoute(app, context);
}

/** An admin sees the own company, a service its own one or, without one, all (`companyId` null). */
async function readOperator(
  context: RouteContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Pick<TokenClaims, 'companyId'> | null> {
  const claims = await authenticate(context, request, reply);
  if (claims === null || !(await authorize(claims, reply, ['admin', 'service']))) return null;
  return claims;
}

async function statsFor(context: RouteContext, { companyId }: Pick<TokenClaims, 'companyId'>): Promise<unknown> {
  const { hub, log, clock, startedAt } = context;
  const uptimeMs = clock.now() - startedAt;
  const now = hub.streams(companyId).length;
  if (companyId !== null) return { ...hub.tally.reportOf(companyId, now), uptimeMs };
  return { ...hub.tally.reportOfAll(now), uptimeMs, log: await log.bounds() };
}

function connectionOf({ hub }: RouteContext, stream: Stream): unknown {
  const { clientId, userId, companyId, sessionId } = stream.viewer;
  return {
    clientId,
    userId,
    companyId,
    sessionId,
    connectedAt: stream.openedAt,
    position: hub.positionOf(stream),
    pendingBytes: stream.pendingBytes,
    metadata: stream.metadata,
  };
}
