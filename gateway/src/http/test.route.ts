import type { FastifyInstance } from 'fastify';
import { publish } from '../publish/publish.ts';
import { isJsonObject } from '../publish/readRequest.ts';
import { admission } from './admission.ts';
import type { RouteContext } from './context.ts';
import { type Refusal, sendProblem } from './problem.ts';

const OFF: Refusal = { status: 404, detail: 'Test events are off here: TEST_EVENTS is not on.' };
const OUTSIDE: Refusal = { status: 403, detail: 'A test stays inside the company of its caller.' };

/** `POST /api/v1/events/test`: an admin publishes inside the own company what no till announces or believes. */
export function testRoute(app: FastifyInstance, context: RouteContext): void {
  const { onRequest, claimsOf } = admission(context, ['admin']);
  app.post('/api/v1/events/test', { onRequest }, async (request, reply) => {
    const claims = claimsOf(request);
    if (!context.testEvents) return sendProblem(reply, OFF);
    const asked = isJsonObject(request.body) ? request.body : {};
    if (!staysInside(asked, claims.companyId)) return sendProblem(reply, OUTSIDE);
    const publisher = { sub: claims.userId, companyId: claims.companyId };
    const outcome = await publish(context.publishing, publisher, [testItem(asked)]);
    if (!outcome.ok) return sendProblem(reply, outcome.refusal);
    return reply.code(202).send(outcome.receipts[0]);
  });
}

function staysInside({ target, companyId }: Record<string, unknown>, own: number | null): boolean {
  return own !== null && target !== 'all' && (companyId === undefined || companyId === own);
}

/** The mark is set last, so that no payload can say otherwise. A payload that is none is left for the check to refuse. */
function testItem({ event, data, target, targetId, targetIds }: Record<string, unknown>): unknown {
  return { event, data: isJsonObject(data) ? { ...data, test: true } : data, target, targetId, targetIds };
}
