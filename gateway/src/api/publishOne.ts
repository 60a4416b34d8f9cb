import type { PublishReceipt, PublishRequest } from '@vppos/core/types';
import type { Refusal } from '../http/problem.ts';
import { count } from '../hub/tally.ts';
import { type PublishDeps, publish } from '../publish/publish.ts';
import type { PublishOutcome } from './publication.ts';

const NO_JSON: Refusal = {
  status: 422,
  detail: 'The event is no JSON.',
  errors: [{ path: 'data', message: 'must be JSON' }],
};

/** Publishes one request as the embedding process's own service; null: one that is no JSON. */
export async function publishOne(deps: PublishDeps, request: PublishRequest | null): Promise<PublishOutcome> {
  if (request === null) return refused(deps, NO_JSON);
  const outcome = await publish(deps, { sub: 'gateway', companyId: null }, [request]);
  if (!outcome.ok) return refused(deps, outcome.refusal);
  // One item has one receipt.
  const [receipt] = outcome.receipts as readonly [PublishReceipt];
  return { ok: true, ...receipt };
}

function refused({ hub }: PublishDeps, refusal: Refusal): PublishOutcome {
  count(hub.tally.refusedPublishes, String(refusal.status));
  return { ok: false, refusal };
}
