import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { TokenClaims } from '../auth/verifyToken.ts';
import { authenticate, authorize, type RouteContext } from './context.ts';

/** Who may call a route: found out before a body is read, so that the others make the gateway hold nothing. */
export interface Admission {
  /** The route's `onRequest` hook. */
  readonly onRequest: onRequestAsyncHookHandler;
  /** The claims of a caller who was let in. */
  claimsOf(request: FastifyRequest): TokenClaims;
}

export function admission(context: RouteContext, roles: readonly string[]): Admission {
  const admitted = new WeakMap<FastifyRequest, TokenClaims>();
  return {
    onRequest: async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const claims = await authenticate(context, request, reply);
      if (claims === null || !(await authorize(claims, reply, roles))) return reply;
      admitted.set(request, claims);
      return undefined;
    },
    claimsOf: (request) => {
      const claims = admitted.get(request);
      if (claims === undefined) throw new Error('The route runs without the hook of its admission.');
      return claims;
    },
  };
}
