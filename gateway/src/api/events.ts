import type { NotifyPayload, ResourceUpdatedPayload, SystemPayload } from '@vppos/core/types';
import type { KnownEvent } from './publication.ts';

/** A `notify`: a sentence for people, shown as a toast. `occurredAt` is ms since 1970; `extra` travels beside the sentence. */
export function notification(
  message: string,
  occurredAt: number,
  extra: Readonly<Record<string, unknown>> = {},
): KnownEvent<'notify'> {
  const data: NotifyPayload = { ...extra, message, occurred_at: occurredAt };
  return { type: 'notify', data };
}

/** A `resource_updated`: something a page may show was created, updated or deleted. `occurredAt` is ms since 1970. */
export function resourceUpdated(
  change: Readonly<Omit<ResourceUpdatedPayload, 'occurred_at'>>,
  occurredAt: number,
): KnownEvent<'resource_updated'> {
  return { type: 'resource_updated', data: { ...change, occurred_at: occurredAt } };
}

/** A `system` event: the system speaks of itself. `occurredAt` is ms since 1970. */
export function systemNotice(
  notice: Readonly<Omit<SystemPayload, 'occurred_at'>>,
  occurredAt: number,
): KnownEvent<'system'> {
  return { type: 'system', data: { ...notice, occurred_at: occurredAt } };
}
