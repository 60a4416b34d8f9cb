import { STATUS_CODES } from 'node:http';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { type ApiProxy, type ApiTargets, createApiProxy } from './apiProxy.ts';
import { unpackedName } from './compressed.ts';

/** One built app on its own port. */
export interface SiteOptions {
  /** The folder with `index.html`. */
  readonly directory: string;
  /** The container's origin also answers `/api`; a micro-frontend's does not. */
  readonly api?: ApiTargets;
  /** The container's origin also answers `/mfe-registry.json`. */
  readonly registry?: object;
}

/** Serves what a build wrote. Not listening yet. */
export async function createSite(options: SiteOptions): Promise<FastifyInstance> {
  const site = fastify({
    logger: false,
    forceCloseConnections: true,
    frameworkErrors: (error, _request, reply) => {
      refuse(reply, error.statusCode ?? 400);
    },
  });
  site.setErrorHandler((error: FastifyError, _request, reply) => refuse(reply, error.statusCode ?? 500));
  if (options.api !== undefined) await site.register(apiRoutes(createApiProxy(options.api)));
  const { registry } = options;
  if (registry !== undefined) {
    site.get('/mfe-registry.json', (_request, reply) => reply.header('cache-control', 'no-cache').send(registry));
  }
  await site.register(fastifyStatic, {
    root: options.directory,
    wildcard: true,
    preCompressed: true,
    setHeaders: (reply, file) => setCaching((name, value) => reply.header(name, value), unpackedName(file)),
  });
  // A page of the till is the app; a missing script or manifest is missing, never a page with status 200.
  site.setNotFoundHandler((request, reply) =>
    request.method === 'GET' &&
    request.headers.accept?.includes('text/html') === true &&
    path.extname(request.url.split('?')[0] ?? '') === ''
      ? reply.sendFile('index.html')
      : refuse(reply, 404),
  );
  return site;
}

/** Content-hashed files never change; manifests and pages are asked for anew. */
function setCaching(setHeader: (name: string, value: string) => void, file: string): void {
  const isHashed = /\.[0-9a-f]{10}\.(js|css|mp3|woff2)(\.map)?$/.test(file);
  setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  setHeader('x-content-type-options', 'nosniff');
  // The container loads the scripts and manifests of the micro-frontends from their own origins.
  setHeader('access-control-allow-origin', '*');
  if (file.endsWith('.html')) {
    setHeader('content-security-policy', "frame-ancestors 'none'; object-src 'none'; base-uri 'self'");
    setHeader('referrer-policy', 'same-origin');
  }
}

function refuse(reply: FastifyReply, status: number): FastifyReply {
  const title = STATUS_CODES[status] ?? 'Error';
  const detail = status === 404 ? 'There is no such file.' : 'This cannot be served.';
  return reply.code(status).type('application/problem+json').send({ type: 'about:blank', title, status, detail });
}

/** Bodies go through unread: the proxy streams them. */
function apiRoutes(proxy: ApiProxy) {
  return async (site: FastifyInstance): Promise<void> => {
    site.removeAllContentTypeParsers();
    site.addContentTypeParser('*', (_request, _body, done) => done(null));
    site.all('/api/*', (request, reply) => {
      reply.hijack();
      proxy(request.raw, reply.raw);
    });
  };
}
