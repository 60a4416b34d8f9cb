import type { FastifyInstance } from 'fastify';
import { publish } from '../publish/publish.ts';
import { authenticate, authorize, type RouteContext } from './context.ts';
import { sendProblem } from './problem.ts';

/** The body of one request: a batch of at most 100 items. */
const BODY_MAX_BYTES = 1024 * 1024;

/** `POST /api/v1/events`: one item, or an array answered by an array. */
export function publishRoute(app: FastifyInstance, context: RouteContext): void {
  app.post('/api/v1/events', { bodyLimit: BODY_MAX_BYTES }, async (request, reply) => {
    const claims = await authenticate(context, request, reply);
    if (claims === null || !(await authorize(claims, reply, ['service']))) return reply;
    const isBatch = Array.isArray(request.body);
    const items: readonly unknown[] = Array.isArray(request.body) ? request.body : [request.body];
    const publisher = { sub: claims.userId, companyId: claims.companyId };
    const outcome = await publish(context.publishing, publisher, items);
    if (!outcome.ok) return sendProblem(reply, outcome.refusal);
    return reply.code(202).send(isBatch ? outcome.receipts : outcome.receipts[0]);
  });
}
