import type { PublishReceipt, PublishRequest, RealtimeEventType, RealtimePayloadMap } from '@vppos/core/types';
import type { Refusal } from '../http/problem.ts';
import type { Target } from '../log/eventLog.ts';

/** An event of a type this build knows, with the payload of that type. */
export type KnownEvent<T extends RealtimeEventType = RealtimeEventType> = {
  readonly [Type in T]: { readonly type: Type; readonly data: RealtimePayloadMap[Type] };
}[T];

/** An event of a type this build has not heard of: gateway and backends deploy apart. Its payload is not checked. */
export interface UnknownEvent {
  /** `^[a-z][a-z0-9_]{0,63}$`, and none of `open`, `error`, `message`. */
  readonly unknownType: string;
  /** A JSON object. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What can be published. A slip in the name of a type does not compile. */
export type PublishableEvent = KnownEvent | UnknownEvent;

export interface PublishOptions {
  /** 1–200 characters, remembered for 24 h: publishing the same again gives the first id, another event is refused (409). Default: none. */
  readonly idempotencyKey?: string;
}

/**
 * The event's id, whether it was a duplicate, and how many open streams of this node it matched; or why it was refused,
 * with the status that `POST /api/v1/events` answers.
 */
export type PublishOutcome =
  | ({ readonly ok: true } & Readonly<PublishReceipt>)
  | { readonly ok: false; readonly refusal: Refusal };

/** The same event as the body of `POST /api/v1/events`, for the rules that stand there; null when it is no JSON. */
export function requestOf(target: Target, event: PublishableEvent, options: PublishOptions): PublishRequest | null {
  const type = 'unknownType' in event ? event.unknownType : event.type;
  const ids = 'ids' in target ? { targetIds: target.ids } : {};
  const company = 'companyId' in target ? { companyId: target.companyId } : {};
  return asJson({ ...options, event: type, data: event.data, target: target.kind, ...company, ...ids });
}

/** What the wire would make of it: dates are texts, what is undefined is absent, `toJSON` is heeded. */
function asJson(request: PublishRequest): PublishRequest | null {
  try {
    return JSON.parse(JSON.stringify(request));
  } catch {
    return null;
  }
}
