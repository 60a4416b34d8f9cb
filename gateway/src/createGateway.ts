import type { Clock } from '@vppos/core/time';
import type { PublishRequest } from '@vppos/core/types';
import type { FastifyBaseLogger, FastifyInstance, FastifyPluginAsync } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { Revocations } from './auth/revocations.ts';
import { createTokenVerifier } from './auth/verifyToken.ts';
import type { GatewayConfig } from './config.ts';
import { adminRoutes } from './http/admin.route.ts';
import type { RouteContext } from './http/context.ts';
import { addCors, corsHeadersFor } from './http/cors.ts';
import { pollRoute } from './http/poll.route.ts';
import { onRouteError } from './http/problem.ts';
import { publishRoute } from './http/publish.route.ts';
import { streamRoute } from './http/stream.route.ts';
import { type Hub, startHub } from './hub/hub.ts';
import type { EndReason, Stream } from './hub/stream.ts';
import type { EventLog } from './log/eventLog.ts';
import { openLog } from './log/openLog.ts';
import { type PublishOutcome, publish } from './publish/publish.ts';
import { RateLimit } from './publish/rateLimit.ts';
import type { Publisher } from './publish/readRequest.ts';

export interface GatewayDeps {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** A name nobody else has, of `[A-Za-z0-9._-]{1,64}`. */
  readonly newId: () => string;
  /** Default: the one `config.log` names. The gateway closes it. */
  readonly log?: EventLog;
  /** Default: silence. Never given a token or a payload. */
  readonly logger?: Pick<FastifyBaseLogger, 'info' | 'error'>;
}

/** A running gateway. It serves once `plugin` is registered; it has to be closed in any case. */
export interface Gateway {
  /** The routes of the contract, `/health` and `/ready` included, with their own error handler. */
  readonly plugin: FastifyPluginAsync;
  /** Open streams. */
  readonly connectedClients: number;
  /** Timers that wait on behalf of streams: 0 without streams. */
  readonly timers: number;
  /**
   * What `POST /api/v1/events` does, without HTTP: all items or none, resolved once they are committed.
   * `publisher` defaults to a service `gateway` without a company. Refusals are values.
   */
  publish(items: readonly PublishRequest[], publisher?: Publisher): Promise<PublishOutcome>;
  /** Lets no stream in any more and ends the open ones spread over `drainMs`; resolves when their sockets are closed. */
  drain(): Promise<void>;
  /** Drains, then closes the log. Calling it again returns the same promise. */
  close(): Promise<void>;
}

/** @throws LogFileError when the log's file is in use; ConfigError when the public key cannot be read. */
export async function createGateway(config: GatewayConfig, deps: GatewayDeps): Promise<Gateway> {
  const { clock } = deps;
  const verifier = createTokenVerifier(config, clock);
  const log = deps.log ?? openLog(config, deps);
  const revocations = new Revocations(clock);
  const onEnded = (stream: Stream, reason: EndReason): void => logEnd({ deps, hub }, stream, reason);
  const onFailed = (error: unknown): void => deps.logger?.error({ err: error }, 'reading the log failed');
  const hub = await startHub(config, { log, clock, random: deps.random, revocations, onEnded, onFailed });
  const publishing = { log, hub, rateLimit: new RateLimit(config.publishRate, clock) };
  const corsHeaders = corsHeadersFor(config.corsOrigins);
  const startedAt = clock.now();
  const context = { ...deps, hub, log, verifier, revocations, publishing, startedAt, corsHeaders };

  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= hub.drain().then(() => {
      hub.stop();
      return log.close();
    });
    return closing;
  };
  return {
    plugin: pluginOf(context, close),
    get connectedClients() {
      return hub.connectedClients;
    },
    get timers() {
      return hub.timers;
    },
    publish: (items, publisher = { sub: 'gateway', companyId: null }) => publish(publishing, publisher, items),
    drain: () => hub.drain(),
    close,
  };
}

function pluginOf(context: RouteContext, close: () => Promise<void>): FastifyPluginAsync {
  const plugin = async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler(onRouteError);
    // Whatever parsers surround the plugin: these routes read JSON and nothing else.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
    // Before the server stops listening, or it would wait for the open streams for ever.
    app.addHook('preClose', close);
    addCors(app, context.corsHeaders);
    streamRoute(app, context);
    publishRoute(app, context);
    pollRoute(app, context);
    adminRoutes(app, context);
  };
  // Encapsulated: the error handler and the parsers are these routes' own.
  return fastifyPlugin(plugin, { name: '@vppos/gateway', fastify: '5.x', encapsulate: true });
}

/** One line a stream, when it has ended. */
function logEnd({ deps, hub }: { deps: GatewayDeps; hub: Hub }, stream: Stream, reason: EndReason): void {
  const { clientId, userId, companyId, sessionId } = stream.viewer;
  const durationMs = deps.clock.now() - stream.openedAt;
  const position = hub.positionOf(stream);
  deps.logger?.info({ clientId, userId, companyId, sessionId, reason, durationMs, position }, 'stream ended');
}
