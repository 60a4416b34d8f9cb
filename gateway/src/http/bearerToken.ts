import type { FastifyRequest } from 'fastify';

/** The Bearer token of a request, unchecked. */
export function bearerTokenOf(request: FastifyRequest): string | undefined {
  return /^Bearer +([^\s]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}
