import { createGateway, type Gateway, type GatewayConfig, serverOptions } from '@vppos/gateway';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { backendRoutes } from './backendRoutes.ts';
import type { ProviderName } from './bank/provider.ts';
import { type BackendConfig, urlOf } from './config.ts';
import type { Database } from './db/database.ts';
import { answerError, answerNotFound } from './http/problem.ts';
import { mockBankRoutes } from './mockBank/mockBank.route.ts';
import { createMockBank } from './mockBank/mockBank.ts';
import { type Relay, startRelay } from './outbox/relay.ts';
import { type BackendDeps, createServices, type Services } from './services.ts';

/** The largest body of the API, in bytes; the gateway's publish has its own. */
const BODY_LIMIT_BYTES = 64 * 1024;

/** What the backend runs with. */
export interface BackendOptions {
  readonly config: BackendConfig;
  /** The gateway to carry in this process; null: the one at `config.gatewayUrl`. */
  readonly embedded: GatewayConfig | null;
}

export interface Backend {
  readonly app: FastifyInstance;
  readonly db: Database;
  /** Webhooks since the start that their provider had not signed. */
  forgedWebhooks(): number;
  /** Listens, settles what a crash left behind and begins to relay events. Gives the address. */
  listen(): Promise<string>;
  /** Ends streams, requests and the relay, then closes the database. Calling it twice is harmless. */
  close(): Promise<void>;
}

/** The shop's API, with or without the gateway in the same process. Throws when the data folder cannot be used. */
export async function createBackend({ config, embedded }: BackendOptions, deps: BackendDeps): Promise<Backend> {
  const app = fastify({
    ...serverOptions,
    bodyLimit: BODY_LIMIT_BYTES,
    logger: { level: config.logLevel },
    // A request's headers and body carry tokens, cookies and passwords: what is worth a line is written where it happens.
    logController: new LogController({ disableRequestLogging: true }),
  });
  const log = { warn: (text: string) => app.log.warn(text), error: (text: string) => app.log.error(text) };
  let ownUrl: string | null = null;
  let forged = 0;
  const onForgedWebhook = (provider: ProviderName): void => {
    forged += 1;
    log.warn(`A webhook that ${provider} has not signed was refused; ${forged} since the start.`);
  };

  const services = await createServices(deps, {
    config,
    gatewayUrl: () => config.gatewayUrl ?? ownUrl,
    ownUrl: () => ownUrl,
    log,
  });
  const gateway = embedded === null ? null : await embedGateway(app, embedded, deps).catch(closing(services.db));
  if (gateway === null) app.get('/health', async () => ({ status: 'ok' }));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerNotFound);
  await app.register((scope) => backendRoutes(scope, { ...services, config, clock: deps.clock, onForgedWebhook }), {
    prefix: '/api/v1',
  });

  if (config.isDemo) {
    const mockBank = createMockBank({ ...deps, ...config, db: services.db, ownUrl: () => ownUrl });
    await app.register(async (scope) => mockBankRoutes(scope, { ...deps, db: services.db, mockBank }), {
      prefix: '/mock-bank',
    });
  }

  const begin = (): Relay => startRelay({ ...services, clock: deps.clock, random: deps.random, log });
  const listen = async (): Promise<string> => {
    await app.listen({ host: config.host, port: config.port });
    ownUrl = urlOf(config.host, portOf(app));
    return ownUrl;
  };
  return { app, db: services.db, forgedWebhooks: () => forged, ...lifetime({ app, services, gateway, listen, begin }) };
}

async function embedGateway(app: FastifyInstance, config: GatewayConfig, deps: BackendDeps): Promise<Gateway> {
  const { clock, random, newId } = deps;
  const gateway = await createGateway(config, { clock, random, newId, logger: app.log });
  await app.register(gateway.plugin);
  return gateway;
}

/** Lets go of the database when what was to use it cannot start. */
function closing(db: Database): (error: unknown) => never {
  return (error) => {
    db.close();
    throw error;
  };
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}

interface Parts {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly gateway: Gateway | null;
  readonly listen: () => Promise<string>;
  readonly begin: () => Relay;
}

function lifetime({ app, services, gateway, listen, begin }: Parts): Pick<Backend, 'listen' | 'close'> {
  const stops: (() => unknown)[] = [];
  let closing: Promise<void> | null = null;

  const closeAll = async (): Promise<void> => {
    // First what sends, then what serves, then what both write to.
    for (const stop of stops) await stop();
    services.reconcile.stop();
    services.inbox.stop();
    await gateway?.close();
    await app.close();
    services.db.close();
  };

  return {
    listen: async () => {
      const url = await listen();
      services.inbox.settleAll();
      const relay = begin();
      services.reconcile.start();
      stops.push(services.db.onCommit(relay.wake), relay.stop);
      return url;
    },
    close: () => {
      closing ??= closeAll();
      return closing;
    },
  };
}
