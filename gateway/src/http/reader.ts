import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TokenClaims } from '../auth/verifyToken.ts';
import type { Viewer } from '../auth/visibility.ts';
import { isWithinBounds, type Metadata } from '../hub/metadata.ts';
import { sendProblem } from './problem.ts';

/** Who may read events; a service that does not belong to a company reads what is for everyone. */
export const READER_ROLES = ['cashier', 'manager', 'admin', 'service'];

const CLIENT_ID = /^[A-Za-z0-9._-]{1,64}$/;
const META_PREFIX = 'meta.';

/** The viewer that the token and `X-Client-Id` make; null once 400 has been answered. */
export async function readViewer(
  claims: TokenClaims,
  exchange: { request: FastifyRequest; reply: FastifyReply },
  newId: () => string,
): Promise<Viewer | null> {
  const header = exchange.request.headers['x-client-id'];
  const clientId = header === undefined ? newId() : String(header);
  if (CLIENT_ID.test(clientId)) {
    const { companyId, userId, sessionId } = claims;
    return { companyId, userId, sessionId, clientId };
  }
  await sendProblem(exchange.reply, { status: 400, detail: 'X-Client-Id must be 1 to 64 of A-Z a-z 0-9 . _ -' });
  return null;
}

/** The `meta.<key>=<value>` parameters, or null when they are more than the contract allows. */
export function readMetadata(query: Readonly<Record<string, unknown>>): Metadata | null {
  const metadata: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(query)) {
    if (!name.startsWith(META_PREFIX)) continue;
    if (typeof value !== 'string') return null;
    metadata[name.slice(META_PREFIX.length)] = value;
  }
  return isWithinBounds(metadata) ? Object.freeze(metadata) : null;
}

/** A query as Fastify parses it: a name given twice is an array. */
export function queryOf(request: FastifyRequest): Readonly<Record<string, unknown>> {
  // Fastify's query parser always makes an object.
  return request.query as Record<string, unknown>;
}

/** One text parameter; the last one wins, as in most parsers. Null when absent. */
export function textParameter(query: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = query[name];
  const one: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof one === 'string' ? one : null;
}
