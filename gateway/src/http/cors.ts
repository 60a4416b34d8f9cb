import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, POST, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Cache-Control, Last-Event-ID, X-Client-Id',
  'Access-Control-Max-Age': '600',
};

/** The headers for a page of another origin: none unless its origin is on the list, character by character. */
export function corsHeadersFor(origins: readonly string[]): (origin: string | undefined) => Record<string, string> {
  return (origin): Record<string, string> => {
    if (origins.length === 0) return {};
    if (origin === undefined || !origins.includes(origin)) return { Vary: 'Origin' };
    return { Vary: 'Origin', 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' };
  };
}

/** Adds the headers to every answer of these routes, and answers preflights. */
export function addCors(
  app: FastifyInstance,
  headersFor: (origin: string | undefined) => Record<string, string>,
): void {
  // Not an async hook: the routes behind it begin in the very moment their request arrives.
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersFor(request.headers.origin));
    done();
  });
  // In the hook and not in the handler: the body of a preflight, which has none, is not waited for.
  const onRequest = async (_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
    reply.headers(PREFLIGHT).code(204).send();
  for (const path of ['/api/v1/events', '/api/v1/events/*']) app.options(path, { onRequest }, onRequest);
}
