import type { Clock } from '@vppos/core/time';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { Revocations } from '../auth/revocations.ts';
import type { TokenClaims, TokenVerifier } from '../auth/verifyToken.ts';
import type { Hub } from '../hub/hub.ts';
import type { EventLog } from '../log/eventLog.ts';
import type { PublishDeps } from '../publish/publish.ts';
import { bearerTokenOf } from './bearerToken.ts';
import type { MetricsAccess } from './metrics.route.ts';
import { sendProblem } from './problem.ts';

/** What the routes work with. */
export interface RouteContext {
  readonly hub: Hub;
  readonly log: EventLog;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly newId: () => string;
  readonly verifier: TokenVerifier;
  readonly revocations: Revocations;
  readonly publishing: PublishDeps;
  readonly startedAt: number;
  readonly logger?: Pick<FastifyBaseLogger, 'info'>;
  readonly metrics: MetricsAccess | null;
  readonly testEvents: boolean;
  /** The CORS headers a response to this origin carries. */
  readonly corsHeaders: (origin: string | undefined) => Readonly<Record<string, string>>;
}

const DETAILS = {
  MISSING: 'An Authorization header with a Bearer token is needed.',
  MALFORMED: 'The token cannot be read.',
  BAD_SIGNATURE: 'The token is not signed by the key this gateway trusts.',
  EXPIRED: 'The token has expired.',
  NOT_YET_VALID: 'The token is not valid yet.',
  BAD_CLAIMS:
    'The token is for somebody else, or a claim is missing or wrong: iss, aud, exp (in s), sub (text), roles (a list); for people company_id (a number) and sid (text).',
  REVOKED: 'The session of this token has been signed out.',
};

/** The caller's claims, or null once 401 has been answered. */
export async function authenticate(
  context: RouteContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<TokenClaims | null> {
  const token = bearerTokenOf(request);
  const check = token === undefined ? ({ ok: false, code: 'MISSING' } as const) : await context.verifier.verify(token);
  if (check.ok && !context.revocations.has(check.claims)) return check.claims;
  await sendProblem(reply, { status: 401, detail: DETAILS[check.ok ? 'REVOKED' : check.code] });
  return null;
}

/** Whether the claims hold one of these roles; 403 has been answered when not. */
export async function authorize(claims: TokenClaims, reply: FastifyReply, roles: readonly string[]): Promise<boolean> {
  if (claims.roles.some((role) => roles.includes(role))) return true;
  await sendProblem(reply, { status: 403, detail: `This needs the role ${roles.join(' or ')}.` });
  return false;
}
