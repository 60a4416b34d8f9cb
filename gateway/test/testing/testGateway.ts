import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type Clock, realClock } from '@vppos/core/time';
import type { PublishRequest } from '@vppos/core/types';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { createServer } from '../../src/http/server.ts';
import {
  createGateway,
  type Gateway,
  type GatewayConfig,
  type GatewayDeps,
  readGatewayConfig,
} from '../../src/index.ts';
import { RawReader, type ReaderOptions } from './rawReader.ts';
import { cashierToken, serviceToken } from './tokens.ts';
import { until } from './until.ts';

export interface TestGatewayOptions {
  readonly config?: Partial<GatewayConfig>;
  readonly clock?: Clock;
  readonly log?: GatewayDeps['log'];
  readonly newId?: () => string;
  readonly logger?: GatewayDeps['logger'];
}

export interface TestGateway {
  readonly gateway: Gateway;
  readonly app: FastifyInstance;
  readonly port: number;
  readonly url: string;
  /** A reader of a stream: user 7 of company 1 unless a token is given. Resolves when it is live or refused. */
  open(options?: Partial<ReaderOptions>): Promise<RawReader>;
  /** Any request with a token; a service's unless given. */
  call(
    path: string,
    options?: { method?: string; token?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** Publishes through HTTP and answers with the id. */
  publish(item: Partial<PublishRequest>): Promise<string>;
  /** Publishes through HTTP, as one batch, and answers with the ids. */
  publishAll(items: readonly PublishRequest[]): Promise<string[]>;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // A test says itself what it expects in the body.
  readonly body: Record<string, unknown> & { [index: number]: Record<string, unknown> };
}

/** The configuration of the tests: memory, no drain, no rate limit. */
export function testConfig(config: Partial<GatewayConfig> = {}): GatewayConfig {
  return {
    ...readGatewayConfig({ GATEWAY_LOG: 'memory:', DRAIN_MS: '0', PUBLISH_RATE: '0', LOG_LEVEL: 'silent' }),
    ...config,
  };
}

/** A gateway on a free port that ends with its test. */
export async function startTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const { clock = realClock, newId = randomUUID, log, logger } = options;
  const given = { ...(log === undefined ? {} : { log }), ...(logger === undefined ? {} : { logger }) };
  const deps = { clock, random: Math.random, newId, ...given };
  const config = testConfig(options.config);
  const gateway = await createGateway(config, deps);
  const app = createServer(config);
  await app.register(gateway.plugin);
  await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await app.close();
  });
  // Listening on a port makes the address an AddressInfo.
  const { port } = app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const call: TestGateway['call'] = async (path, { method = 'GET', token, body, headers = {} } = {}) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const authorization = `Bearer ${token ?? (await serviceToken())}`;
    const response = await fetch(url + path, { method, headers: { authorization, ...type, ...headers }, ...sent });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  };
  return {
    gateway,
    app,
    port,
    url,
    call,
    open: async (readerOptions = {}) => {
      const reader = new RawReader({ port, token: await cashierToken(), ...readerOptions });
      await until(
        () =>
          reader.names().some((name) => name === 'stream.live' || name === 'stream.superseded') ||
          reader.isClosed ||
          reader.status >= 300,
        () => `live, there is: ${reader.head} ${reader.names().join(', ')}`,
      );
      return reader;
    },
    publish: async (item) => {
      const answer = await call('/api/v1/events', { method: 'POST', body: notify(item) });
      if (answer.status !== 202) throw new Error(`publish answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return String(answer.body.id);
    },
    publishAll: async (items) => {
      const answer = await call('/api/v1/events', { method: 'POST', body: items });
      if (answer.status !== 202) throw new Error(`publish answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return items.map((_, index) => String(answer.body[index]?.id));
    },
  };
}

/** A notification for company 1, with what a test wants different. */
export function notify(item: Partial<PublishRequest> = {}): PublishRequest {
  const target = item.target ?? 'company';
  const companyId = target === 'all' ? {} : { companyId: 1 };
  return { event: 'notify', data: { message: 'xin chào' }, target, ...companyId, ...item };
}
