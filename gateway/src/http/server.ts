import fastify, { type FastifyInstance } from 'fastify';
import type { Gateway } from '../createGateway.ts';
import { onRouteError, onUnknownRoute } from './problem.ts';
import { serverOptions } from './serverOptions.ts';

/** How long a request may take to arrive, so that nobody holds a socket by sending slowly. Open streams have arrived. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The server of the gateway as a process of its own: its routes and nothing else. It logs no header and no query. */
export function createServer(options: { logLevel: string }): FastifyInstance {
  const app = fastify({
    ...serverOptions,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    logger: {
      level: options.logLevel,
      redact: ['req.headers', 'headers', '*.authorization'],
      serializers: {
        req: (request) => ({ method: request.method, path: request.url.split('?', 1)[0] }),
      },
    },
  });
  app.setErrorHandler(onRouteError);
  app.setNotFoundHandler(onUnknownRoute);
  return app;
}

export async function serve(
  app: FastifyInstance,
  gateway: Gateway,
  at: { host: string; port: number },
): Promise<string> {
  await app.register(gateway.plugin);
  return app.listen(at);
}
