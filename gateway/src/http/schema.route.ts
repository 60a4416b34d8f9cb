import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createSchemaCatalog, SCHEMAS_PATH, type SchemaCatalog, type SchemaDocument } from '../schemas/catalog.ts';
import { sendProblem } from './problem.ts';

/** The addresses are stable and their contents change with a deployment: five minutes late is early enough. */
const CACHE_CONTROL = 'public, max-age=300';

/** The contract for machines: public, the same for everyone, of no company. */
export function schemaRoutes(app: FastifyInstance): void {
  let built: SchemaCatalog | null = null;
  // Not at the start: a schema that cannot be written down must not keep the tills from their events.
  const catalog = (): SchemaCatalog => {
    built ??= createSchemaCatalog();
    return built;
  };
  app.get(SCHEMAS_PATH, async (request, reply) => {
    reply.type('application/json');
    return sendDocument(request, reply, catalog().index);
  });
  app.get<{ Params: { file: string } }>(`${SCHEMAS_PATH}/:file`, async (request, reply) => {
    const name = /^(.+)\.json$/.exec(request.params.file)?.[1];
    const document = name === undefined ? undefined : catalog().schemas.get(name);
    if (document === undefined) return sendProblem(reply, { status: 404, detail: 'There is no schema of this name.' });
    reply.type('application/schema+json');
    return sendDocument(request, reply, document);
  });
}

function sendDocument(request: FastifyRequest, reply: FastifyReply, { body, etag }: SchemaDocument): FastifyReply {
  reply.headers({ etag, 'cache-control': CACHE_CONTROL });
  return isKnown(request.headers['if-none-match'] ?? '', etag) ? reply.code(304).send() : reply.send(body);
}

/** Whether the reader has this very document; compared weakly, as RFC 9110 asks for `If-None-Match`. */
function isKnown(ifNoneMatch: string, etag: string): boolean {
  const known = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}
