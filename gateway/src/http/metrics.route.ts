import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { GatewayConfig } from '../config.ts';
import type { Hub } from '../hub/hub.ts';
import type { EventLog } from '../log/eventLog.ts';
import { GatewayMetrics } from '../metrics/gatewayMetrics.ts';
import { bearerTokenOf } from './bearerToken.ts';
import { type Refusal, sendProblem } from './problem.ts';

/** What is served, and the Bearer token it takes; null where no token is configured. */
export interface MetricsAccess {
  readonly metrics: GatewayMetrics;
  readonly token: string;
}

const OFF: Refusal = { status: 404, detail: 'There are no metrics here: METRICS_TOKEN is not set.' };
const NO_TOKEN: Refusal = { status: 401, detail: 'This needs the token of METRICS_TOKEN, as a Bearer token.' };

export function metricsAccess(config: GatewayConfig, hub: Hub, log: EventLog): MetricsAccess | null {
  const { metricsToken: token, maxConnections } = config;
  return token === null ? null : { token, metrics: new GatewayMetrics({ hub, log, maxConnections }) };
}

/** `GET /metrics`, as Prometheus reads it. */
export function metricsRoute(app: FastifyInstance, access: MetricsAccess | null): void {
  app.get('/metrics', async (request, reply) => {
    if (access === null) return sendProblem(reply, OFF);
    const given = bearerTokenOf(request);
    if (given === undefined || !isSame(given, access.token)) return sendProblem(reply, NO_TOKEN);
    return sendMetrics(reply, access.metrics);
  });
}

async function sendMetrics(reply: FastifyReply, metrics: GatewayMetrics): Promise<FastifyReply> {
  const text = await metrics.text();
  return reply.header('cache-control', 'no-store').type(metrics.contentType).send(text);
}

/** In a time that tells nothing of how alike they are, nor of how long. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
