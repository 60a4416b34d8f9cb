import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { ConnectionListeners } from './api/connectionListeners.ts';
import { connectionsOf } from './api/connections.ts';
import { lifetimeOf } from './api/lifetime.ts';
import { requestOf } from './api/publication.ts';
import { publishOne } from './api/publishOne.ts';
import { rememberTokens } from './auth/rememberedTokens.ts';
import { Revocations } from './auth/revocations.ts';
import { createTokenVerifier } from './auth/verifyToken.ts';
import type { GatewayConfig } from './config.ts';
import type { Gateway, GatewayDeps } from './gateway.ts';
import { adminRoutes } from './http/admin.route.ts';
import type { RouteContext } from './http/context.ts';
import { addCors, corsHeadersFor } from './http/cors.ts';
import { metricsAccess } from './http/metrics.route.ts';
import { pollRoute } from './http/poll.route.ts';
import { onRouteError } from './http/problem.ts';
import { publishRoute } from './http/publish.route.ts';
import { schemaRoutes } from './http/schema.route.ts';
import { streamRoute } from './http/stream.route.ts';
import { type Connection, connectionOf } from './hub/connection.ts';
import { type Hub, startHub } from './hub/hub.ts';
import { statsOf } from './hub/stats.ts';
import type { EndReason, Stream } from './hub/stream.ts';
import { openLog } from './log/openLog.ts';
import { RateLimit } from './publish/rateLimit.ts';

/** @throws LogFileError when the log's file is in use; ConfigError when the public key cannot be read. */
export async function createGateway(config: GatewayConfig, deps: GatewayDeps): Promise<Gateway> {
  const { clock } = deps;
  const verifier = rememberTokens(createTokenVerifier(config, clock), clock);
  const log = deps.log ?? openLog(config, deps);
  const revocations = new Revocations(clock);
  const listeners = listenersOf(deps);
  const onEnded = (stream: Stream, reason: EndReason, wasConnected: boolean): void => {
    logEnd({ deps, hub }, stream, reason);
    if (wasConnected) listeners.disconnected.tell(() => [connectionOf(hub, stream), reason]);
  };
  const onConnected = (stream: Stream): void => listeners.connected.tell(() => [connectionOf(hub, stream)]);
  const onFailed = (error: unknown): void => deps.logger?.error({ err: error }, 'reading the log failed');
  const heard = { onConnected, onEnded, onFailed };
  const hub = await startHub(config, { log, clock, random: deps.random, revocations, ...heard });
  const publishing = { log, hub, rateLimit: new RateLimit(config.publishRate, clock) };
  const corsHeaders = corsHeadersFor(config.corsOrigins);
  const startedAt = clock.now();
  const { testEvents } = config;
  const metrics = metricsAccess(config, hub, log);
  const context = { ...deps, hub, log, verifier, revocations, publishing, startedAt, corsHeaders, testEvents, metrics };

  const lifetime = lifetimeOf(hub, log, () => metrics?.metrics.stop());
  return {
    plugin: pluginOf(context, lifetime.close),
    get connectedClients() {
      return hub.connectedClients;
    },
    get timers() {
      return hub.timers;
    },
    publish: (target, event, options = {}) => publishOne(publishing, requestOf(target, event, options)),
    stats: (companyId) => statsOf(context, companyId ?? null),
    onConnected: (listener) => listeners.connected.add(listener),
    onDisconnected: (listener) => listeners.disconnected.add(listener),
    ...connectionsOf(hub),
    ...lifetime,
  };
}

interface Listeners {
  readonly connected: ConnectionListeners<[Connection]>;
  readonly disconnected: ConnectionListeners<[Connection, EndReason]>;
}

function listenersOf({ logger }: GatewayDeps): Listeners {
  const onFailed = (error: unknown): void => logger?.error({ err: error }, 'a connection listener failed');
  return { connected: new ConnectionListeners(onFailed), disconnected: new ConnectionListeners(onFailed) };
}

function pluginOf(context: RouteContext, close: () => Promise<void>): FastifyPluginAsync {
  const plugin = async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler(onRouteError);
    // Whatever parsers surround the plugin: these routes read JSON and nothing else.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
    // Before the server stops listening, or it would wait for the open streams for ever.
    app.addHook('preClose', () => {
      // A connection whose answer is on its way would be kept for its reader, and the process with it.
      app.server.keepAliveTimeout = 1;
      return close();
    });
    addCors(app, context.corsHeaders);
    streamRoute(app, context);
    publishRoute(app, context);
    pollRoute(app, context);
    adminRoutes(app, context);
    schemaRoutes(app);
  };
  // Encapsulated: the error handler and the parsers are these routes' own.
  return fastifyPlugin(plugin, { name: '@vppos/gateway', fastify: '5.x', encapsulate: true });
}

/** One line a stream, when it has ended. */
function logEnd({ deps, hub }: { deps: GatewayDeps; hub: Hub }, stream: Stream, reason: EndReason): void {
  const { clientId, userId, companyId, sessionId } = stream.viewer;
  const durationMs = deps.clock.now() - stream.openedAt;
  const position = hub.positionOf(stream);
  const { delivered, replayed, takenBytes: bytes } = stream;
  const served = { durationMs, position, delivered, replayed, bytes };
  deps.logger?.info({ clientId, userId, companyId, sessionId, reason, ...served }, 'stream ended');
}
