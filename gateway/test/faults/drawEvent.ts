import type { PublishRequest } from '@vppos/core/types';
import type { Target } from '../../src/log/eventLog.ts';
import { between, chance, pick, type Random } from './draw.ts';
import type { PlannedClient } from './faultPlan.ts';

/** Whom an event is for: everyone, a company, or some of the names that occur among the clients. */
export function drawTarget(random: Random, clients: readonly PlannedClient[]): Target {
  const { companyId, userId, sessionId, clientId } = pick(random, clients);
  const draw = random();
  if (draw < 0.1) return { kind: 'all' };
  if (draw < 0.5) return { kind: 'company', companyId };
  const kind = pick(random, ['user', 'session', 'client'] as const);
  const own = { user: userId, session: sessionId, client: clientId }[kind];
  if (chance(random, 0.6)) return { kind, companyId, ids: [own] };
  const other = pick(random, clients);
  const also = { user: other.userId, session: other.sessionId, client: other.clientId }[kind];
  return { kind, companyId, ids: [own, also, `nobody-${between(random, 1, 9)}`] };
}

/** The request for it. Its key is named after `n`. */
export function anEventFor(target: Target, data: { n: number; pad: string }): PublishRequest {
  const common = { event: 'fault_run', data, target: target.kind, idempotencyKey: `n${data.n}` };
  if (target.kind === 'all') return common;
  if (target.kind === 'company') return { ...common, companyId: target.companyId };
  const [targetId, ...targetIds] = target.ids;
  const ids = targetIds.length === 0 ? { targetId: targetId ?? '' } : { targetIds: [...target.ids] };
  return { ...common, companyId: target.companyId, ...ids };
}
