import type { PublishReceipt } from '@vppos/core/types';
import { CLOSING, type Refusal } from '../http/problem.ts';
import type { Hub } from '../hub/hub.ts';
import { type EventLog, LogClosedError, type Target } from '../log/eventLog.ts';
import type { RateLimit } from './rateLimit.ts';
import { type Publisher, type ReadItem, readItem } from './readRequest.ts';

export type BatchOutcome =
  | { readonly ok: true; readonly receipts: readonly PublishReceipt[] }
  | { readonly ok: false; readonly refusal: Refusal };

export interface PublishDeps {
  readonly log: EventLog;
  readonly hub: Hub;
  readonly rateLimit: RateLimit;
}

export const BATCH_MAX_ITEMS = 100;

type Accepted = ReadItem & { ok: true };

/** Publishes all items or none; resolves once the log has committed them. @throws what the log throws when it cannot commit. */
export async function publish(deps: PublishDeps, publisher: Publisher, raw: readonly unknown[]): Promise<BatchOutcome> {
  if (raw.length === 0 || raw.length > BATCH_MAX_ITEMS) {
    return { ok: false, refusal: { status: 422, detail: `A batch has 1 to ${BATCH_MAX_ITEMS} items.` } };
  }
  const items: Accepted[] = [];
  for (const [index, one] of raw.entries()) {
    const item = readItem(one, publisher);
    if (!item.ok) return { ok: false, refusal: raw.length === 1 ? item.refusal : inBatch(item.refusal, index) };
    items.push(item);
  }
  const limited = overRate(
    deps.rateLimit,
    items.map(({ target }) => companyOf(target)),
  );
  return limited === null ? commit(deps, items) : { ok: false, refusal: limited };
}

async function commit({ log, hub }: PublishDeps, items: readonly Accepted[]): Promise<BatchOutcome> {
  try {
    const result = await log.append(items.map((item) => item.append));
    if (!result.ok) return { ok: false, refusal: inBatch(CONFLICT, items.length === 1 ? null : result.index) };
    const receipts = items.map(({ target, type }, index) => {
      const { id, duplicate } = result.appended[index] ?? { id: '', duplicate: true };
      if (!duplicate) hub.tally.published(companyOf(target), type);
      return { id, duplicate, streams: duplicate ? 0 : hub.matching(target) };
    });
    return { ok: true, receipts };
  } catch (error) {
    if (!(error instanceof LogClosedError)) throw error;
    return { ok: false, refusal: CLOSING };
  }
}

const CONFLICT: Refusal = {
  status: 409,
  detail: 'This idempotencyKey was used for another event in the last 24 hours.',
};

/** Takes one entry's worth for each of these companies, or refuses and takes nothing. */
export function overRate(rateLimit: RateLimit, companyIds: readonly (number | null)[]): Refusal | null {
  const amounts = new Map<string, number>();
  for (const companyId of companyIds) {
    const name = String(companyId);
    amounts.set(name, (amounts.get(name) ?? 0) + 1);
  }
  const taken = rateLimit.take(amounts);
  if (taken.ok) return null;
  return { status: 429, detail: 'Too many events for this company.', retryAfterS: taken.retryAfterS };
}

function companyOf(target: Target): number | null {
  return target.kind === 'all' ? null : target.companyId;
}

/** Names the item: paths begin with its index. */
function inBatch(refusal: Refusal, index: number | null): Refusal {
  if (index === null) return refusal;
  const errors = refusal.errors?.map(({ path, message }) => ({
    path: path === '' ? `${index}` : `${index}.${path}`,
    message,
  }));
  return {
    ...refusal,
    detail: `Item ${index}: ${refusal.detail}`,
    errors: errors ?? [{ path: `${index}`, message: refusal.detail }],
  };
}
