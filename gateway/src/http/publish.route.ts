import type { FastifyInstance } from 'fastify';
import { publish } from '../publish/publish.ts';
import { admission } from './admission.ts';
import type { RouteContext } from './context.ts';
import { sendProblem } from './problem.ts';
import { onPublishRefused } from './refusals.ts';

/** The body of one request: a batch of at most 100 items. */
const BODY_MAX_BYTES = 1024 * 1024;

/** `POST /api/v1/events`: one item, or an array answered by an array. */
export function publishRoute(app: FastifyInstance, context: RouteContext): void {
  const { onRequest, claimsOf } = admission(context, ['service']);
  const options = { bodyLimit: BODY_MAX_BYTES, onRequest, onSend: onPublishRefused(context) };
  app.post('/api/v1/events', options, async (request, reply) => {
    const claims = claimsOf(request);
    const isBatch = Array.isArray(request.body);
    const items: readonly unknown[] = Array.isArray(request.body) ? request.body : [request.body];
    const publisher = { sub: claims.userId, companyId: claims.companyId };
    const outcome = await publish(context.publishing, publisher, items);
    if (!outcome.ok) return sendProblem(reply, outcome.refusal);
    return reply.code(202).send(isBatch ? outcome.receipts : outcome.receipts[0]);
  });
}
