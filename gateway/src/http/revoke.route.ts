import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { overRate } from '../publish/publish.ts';
import { admission } from './admission.ts';
import type { RouteContext } from './context.ts';
import { sendProblem } from './problem.ts';

/** How long a revocation is remembered when the caller does not say when the session's last token expires. */
const KEPT_MS = 30 * 24 * 3_600_000;
/** In 1973. A smaller time is in seconds, as `exp` is: taken for ms it would be long over, and the revocation worth nothing. */
const EARLIEST_MS = 1e11;

const bodySchema = v.object({
  /** ms since 1970: when the last token of the session has expired. */
  expires_at: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(EARLIEST_MS))),
});
const sessionSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(128));

/** `POST /api/v1/events/sessions/:sid/revoke`: a control entry in the log, so that a restart knows it too. */
export function revokeRoute(app: FastifyInstance, context: RouteContext): void {
  const { onRequest, claimsOf } = admission(context, ['service']);
  app.post<{ Params: { sid: string } }>(
    '/api/v1/events/sessions/:sid/revoke',
    { onRequest },
    async (request, reply) => {
      const claims = claimsOf(request);
      const body = v.safeParse(bodySchema, request.body ?? {});
      const session = v.safeParse(sessionSchema, request.params.sid);
      if (!body.success || !session.success) {
        return sendProblem(reply, {
          status: 422,
          detail: 'expires_at is in ms since 1970, not in seconds; a session id has 1 to 128 characters.',
        });
      }
      // An entry of the log like any event, and one that pushes out others.
      const limited = overRate(context.publishing.rateLimit, [claims.companyId]);
      if (limited !== null) return sendProblem(reply, limited);
      const latest = context.clock.now() + KEPT_MS;
      const until = Math.min(body.output.expires_at ?? latest, latest);
      const record = { kind: 'revocation' as const, sessionId: session.output, companyId: claims.companyId, until };
      await context.log.append([{ record }]);
      return reply.code(204).send();
    },
  );
}
