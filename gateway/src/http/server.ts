import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Gateway } from '../gateway.ts';
import { onRouteError, onUnknownRoute } from './problem.ts';
import { serverOptions } from './serverOptions.ts';

/** The server of the gateway as a process of its own: its routes and nothing else. It logs no header and no query. */
export function createServer(options: { logLevel: string }): FastifyInstance {
  const app = fastify({
    ...serverOptions,
    forceCloseConnections: 'idle',
    // A stream writes one line when it ends; two more for each request would drown it.
    logController: new LogController({ disableRequestLogging: true }),
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
  // Before the body of such a request is read.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) onUnknownRoute(request, reply);
    else done();
  });
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
