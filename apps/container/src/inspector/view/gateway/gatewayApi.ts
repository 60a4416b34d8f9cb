import { type ApiResult, request } from '@vppos/core/http';
import type { Clock } from '@vppos/core/time';
import * as v from 'valibot';

const connectionSchema = v.looseObject({
  clientId: v.string(),
  userId: v.string(),
  sessionId: v.nullable(v.string()),
  connectedAt: v.number(),
  position: v.string(),
  pendingBytes: v.number(),
  metadata: v.record(v.string(), v.string()),
});
const counts = v.record(v.string(), v.number());
const statsSchema = v.looseObject({
  streams: v.looseObject({ now: v.number(), peak: v.number(), total: v.number() }),
  published: counts,
  delivered: counts,
  replayed: counts,
  resynced: counts,
  ended: counts,
  stalled: v.number(),
  uptimeMs: v.number(),
});
const receiptSchema = v.looseObject({ id: v.string(), streams: v.number() });

/** One open stream of the company. */
export type GatewayConnection = v.InferOutput<typeof connectionSchema>;
/** Numbers of the company since the gateway's start. */
export type GatewayStats = v.InferOutput<typeof statsSchema>;
export type TestReceipt = v.InferOutput<typeof receiptSchema>;

export interface TestEvent {
  readonly event: string;
  readonly data: object;
  readonly target: 'company' | 'user' | 'session' | 'client';
  readonly targetId?: string;
}

export interface GatewayView {
  readonly connections: readonly GatewayConnection[];
  readonly stats: GatewayStats;
}

const BASE = '/api/v1/events';

export async function readGateway(clock: Clock): Promise<ApiResult<GatewayView>> {
  const [connections, stats] = await Promise.all([
    request({ path: `${BASE}/connections`, answer: v.array(connectionSchema) }, clock),
    request({ path: `${BASE}/stats`, answer: statsSchema }, clock),
  ]);
  if ('error' in connections) return connections;
  return 'error' in stats ? stats : { data: { connections: connections.data, stats: stats.data } };
}

export function endConnection(clientId: string, clock: Clock): Promise<ApiResult<null>> {
  const path = `${BASE}/connections/${encodeURIComponent(clientId)}`;
  return request({ path, method: 'DELETE', answer: v.null() }, clock);
}

export function sendTestEvent(event: TestEvent, clock: Clock): Promise<ApiResult<TestReceipt>> {
  return request({ path: `${BASE}/test`, body: event, answer: receiptSchema }, clock);
}
