/**
 * Every real-time event of the point of sale. Adding one is an edit of this file alone, in four steps:
 *
 *   1. a key in `REALTIME_EVENT_TYPES`
 *   2. an interface for its payload
 *   3. a row in `RealtimePayloadMap`
 *   4. a row in `REALTIME_PAYLOAD_SCHEMAS`
 *
 * A forgotten step does not compile, and the compiler names it.
 */
import * as v from 'valibot';
import type { Cursor } from './cursor.types.ts';

/** Step 1. The names on the wire: `^[a-z][a-z0-9_]{0,63}$`. */
export const REALTIME_EVENT_TYPES = {
  ORDER_CREATED: 'order_created',
  ORDER_PAID: 'order_paid',
  ORDER_CANCELLED: 'order_cancelled',
  PAYMENT_RECEIVED: 'payment_received',
  TRANSFER_UNMATCHED: 'transfer_unmatched',
  REFUND_DUE: 'refund_due',
  NOTIFY: 'notify',
  RESOURCE_UPDATED: 'resource_updated',
  SYSTEM: 'system',
} as const;

/** What every payload may carry, whoever published it. */
export interface RealtimePayloadBase {
  /** When it happened, in ms since 1970. A payload without it is of unknown age and is never announced as new. */
  occurred_at?: number;
  /** Set by the test endpoint. No till announces or believes such an event. */
  test?: boolean;
}

/** Step 2. Payloads are JSON objects in snake_case; ids are numbers; money is integer VND. */
export interface OrderCreatedPayload extends RealtimePayloadBase {
  company_id: number;
  order_id: number;
  invoice_number: string;
  message: string;
  till_id?: string;
}

/** Told exactly once, when an order becomes fully paid. */
export interface OrderPaidPayload extends RealtimePayloadBase {
  company_id: number;
  order_id: number;
  invoice_number: string;
  message: string;
  total: number;
  payment_id?: number;
  amount?: number;
  method?: string;
  till_id?: string;
}

/** Told for every transfer or cash payment that is booked; `amount` is what arrived, and what is spoken. */
export interface PaymentReceivedPayload extends RealtimePayloadBase {
  company_id: number;
  order_id: number;
  payment_id: number;
  amount: number;
  paid: number;
  remaining: number;
  status: string;
  method: string;
  till_id?: string;
}

/** The order takes no money any more; what it had got is told as `refund_due`. */
export interface OrderCancelledPayload extends RealtimePayloadBase {
  company_id: number;
  order_id: number;
  invoice_number: string;
  message: string;
  reason: string;
  till_id?: string;
  /** The user: to them it is no news. */
  cancelled_by?: number;
}

/** Money came to the shop's account and names no payment: somebody must say what it is for. */
export interface TransferUnmatchedPayload extends RealtimePayloadBase {
  company_id: number;
  transfer_id: number;
  amount: number;
  message: string;
}

/** Money must go back to a customer. `order_id` is absent where the money was never an order's. */
export interface RefundDuePayload extends RealtimePayloadBase {
  company_id: number;
  refund_id: number;
  amount: number;
  reason: string;
  message: string;
  order_id?: number;
  invoice_number?: string;
}

/** A sentence for people, with whatever else the publisher adds. */
export interface NotifyPayload extends RealtimePayloadBase {
  message: string;
  [extra: string]: unknown;
}

/** Something a page may show was created, updated or deleted: a hint to read it again. */
export interface ResourceUpdatedPayload extends RealtimePayloadBase {
  /** What kind of thing it is, in the publisher's words: `product`, `table`. */
  resource: string;
  action: 'created' | 'updated' | 'deleted';
  /** What the publisher tells of it, at least its id; any JSON. */
  data: unknown;
  company_id?: number;
}

/** The system speaks of itself: a maintenance, a bank that does not answer. */
export interface SystemPayload extends RealtimePayloadBase {
  level: 'info' | 'warning' | 'error';
  message: string;
  /** For programs, where `message` is for people: `bank_unreachable`. */
  code?: string;
}

/** Step 3. */
export interface RealtimePayloadMap {
  order_created: OrderCreatedPayload;
  order_paid: OrderPaidPayload;
  order_cancelled: OrderCancelledPayload;
  payment_received: PaymentReceivedPayload;
  transfer_unmatched: TransferUnmatchedPayload;
  refund_due: RefundDuePayload;
  notify: NotifyPayload;
  resource_updated: ResourceUpdatedPayload;
  system: SystemPayload;
}

/**
 * Step 4. The same payloads at run time. Loose: unknown fields pass, so that a publisher may be newer than its reader.
 * The table is a pure call, so that a bundle which imports only the names carries no validator.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a table, which grows by a row for each type.
export const REALTIME_PAYLOAD_SCHEMAS = /* @__PURE__ */ (() => {
  const amountVnd = v.pipe(v.number(), v.safeInteger());
  const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
  const base = { occurred_at: v.exactOptional(v.pipe(v.number(), v.minValue(0))), test: v.exactOptional(v.boolean()) };

  return {
    order_created: v.looseObject({
      ...base,
      company_id: id,
      order_id: id,
      invoice_number: v.string(),
      message: v.string(),
      till_id: v.exactOptional(v.string()),
    }),
    order_paid: v.looseObject({
      ...base,
      company_id: id,
      order_id: id,
      invoice_number: v.string(),
      message: v.string(),
      total: amountVnd,
      payment_id: v.exactOptional(id),
      amount: v.exactOptional(amountVnd),
      method: v.exactOptional(v.string()),
      till_id: v.exactOptional(v.string()),
    }),
    order_cancelled: v.looseObject({
      ...base,
      company_id: id,
      order_id: id,
      invoice_number: v.string(),
      message: v.string(),
      reason: v.string(),
      till_id: v.exactOptional(v.string()),
      cancelled_by: v.exactOptional(id),
    }),
    transfer_unmatched: v.looseObject({
      ...base,
      company_id: id,
      transfer_id: id,
      amount: amountVnd,
      message: v.string(),
    }),
    refund_due: v.looseObject({
      ...base,
      company_id: id,
      refund_id: id,
      amount: amountVnd,
      reason: v.string(),
      message: v.string(),
      order_id: v.exactOptional(id),
      invoice_number: v.exactOptional(v.string()),
    }),
    payment_received: v.looseObject({
      ...base,
      company_id: id,
      order_id: id,
      payment_id: id,
      amount: amountVnd,
      paid: amountVnd,
      remaining: amountVnd,
      status: v.string(),
      method: v.string(),
      till_id: v.exactOptional(v.string()),
    }),
    notify: v.looseObject({ ...base, message: v.string() }),
    resource_updated: v.looseObject({
      ...base,
      resource: v.string(),
      action: v.picklist(['created', 'updated', 'deleted']),
      data: v.unknown(),
      company_id: v.exactOptional(id),
    }),
    system: v.looseObject({
      ...base,
      level: v.picklist(['info', 'warning', 'error']),
      message: v.string(),
      code: v.exactOptional(v.string()),
    }),
  } satisfies { [T in RealtimeEventType]: v.GenericSchema<unknown, RealtimePayloadMap[T]> };
})();

// ── Nothing below changes when a type is added. ──────────────────────────────────────────────────────────────────────

export type RealtimeEventType = (typeof REALTIME_EVENT_TYPES)[keyof typeof REALTIME_EVENT_TYPES];

/** `live`: as it happened. `replay`: missed and sent again. `history`: from the page's own short memory. */
export type RealtimeOrigin = 'live' | 'replay' | 'history';

/** How an event came into this tab. */
export type RealtimeVia = 'sse' | 'tab' | 'poll';

/** One business event as a listener gets it. `receivedAt` is this page's clock, in ms. */
export interface RealtimeEvent<T extends RealtimeEventType = RealtimeEventType> {
  readonly id: Cursor;
  readonly type: T;
  readonly data: RealtimePayloadMap[T];
  readonly origin: RealtimeOrigin;
  readonly via: RealtimeVia;
  readonly receivedAt: number;
}

type MustBeNone<Forgotten extends never> = Forgotten;
/** An event name without a row in `RealtimePayloadMap` (step 3) is named here. */
export type EventWithoutPayloadRow = MustBeNone<Exclude<RealtimeEventType, keyof RealtimePayloadMap>>;
/** A row in `RealtimePayloadMap` without a name in `REALTIME_EVENT_TYPES` (step 1) is named here. */
export type PayloadRowWithoutEvent = MustBeNone<Exclude<keyof RealtimePayloadMap, RealtimeEventType>>;

/** True for a name this build knows; every other name still travels. */
export function isKnownEventType(type: string): type is RealtimeEventType {
  return Object.values<string>(REALTIME_EVENT_TYPES).includes(type);
}
