import type { BusEvent } from '@vppos/core/bus';
import {
  type AuthUser,
  isKnownEventType,
  REALTIME_EVENT_TYPES,
  type RealtimeEvent,
  type ResyncReason,
} from '@vppos/core/types';

export const NEWS_KINDS = [
  'orderCancelled',
  'refundDue',
  'transferUnmatched',
  'payment',
  'shiftOpened',
  'shiftClosed',
  'notify',
  'system',
  'gap',
] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** Something this person should come to know, and where it is dealt with. */
export interface NewsEntry {
  /** The same for the same event, however often it comes and in whichever tab. */
  readonly key: string;
  readonly kind: NewsKind;
  /** ms since 1970. */
  readonly at: number;
  /** The server's own sentence; empty where the kind says it all. */
  readonly message: string;
  readonly amount: number | null;
  readonly till: string | null;
  /** A path of the till; null where there is nothing to be done. */
  readonly to: string | null;
  /** What somebody of the shop has to do about it, as `refund/3`; null where nobody has to. */
  readonly task: string | null;
  /** Nobody believes it, and it leads nowhere. */
  readonly isTest: boolean;
  readonly isRead: boolean;
}

/** A sentence longer than this is cut, in characters. */
const MESSAGE_MAX = 300;

type Told = Pick<NewsEntry, 'kind' | 'to'> & Partial<Pick<NewsEntry, 'message' | 'amount' | 'till' | 'task'>>;

/** Pure. What an event is to this person; null where it is none of their business, or their own doing. */
export function newsOf(event: BusEvent, user: AuthUser): NewsEntry | null {
  if (!isKnownEventType(event.type)) return null;
  // The container delivers a known type only after its schema accepted the payload (B4).
  const known = event as RealtimeEvent;
  const told = tell(known, user);
  if (told === null) return null;
  const { occurred_at: occurredAt, test = false } = known.data;
  return {
    // After a gap the log may give an id out again: the moment tells the two apart.
    key: `${event.id}/${event.type}/${occurredAt ?? ''}`,
    kind: told.kind,
    at: occurredAt ?? event.receivedAt,
    message: cut(told.message ?? ''),
    amount: told.amount ?? null,
    till: told.till ?? null,
    to: test ? null : told.to,
    task: test ? null : (told.task ?? null),
    isTest: test,
    isRead: false,
  };
}

/** Within so many ms the tabs of one browser are told of the same gap, each for itself. */
const SAME_GAP_MS = 10_000;

/** Pure. News of before `now` (ms) may not have come. Null where nothing was missed: polling has only just begun. */
export function newsOfGap(reason: ResyncReason, now: number): NewsEntry | null {
  if (reason === 'polling') return null;
  const turn = Math.floor(now / SAME_GAP_MS);
  return {
    key: `gap/${turn}`,
    kind: 'gap',
    at: turn * SAME_GAP_MS,
    message: '',
    amount: null,
    till: null,
    to: '/payment/unmatched',
    task: null,
    isTest: false,
    isRead: false,
  };
}

function tell({ type, data }: RealtimeEvent, user: AuthUser): Told | null {
  switch (type) {
    case 'order_cancelled':
      return ofOrderCancelled(data as PayloadOf<'order_cancelled'>, user);
    case 'refund_due':
      return ofRefundDue(data as PayloadOf<'refund_due'>);
    case 'transfer_unmatched':
      return ofTransferUnmatched(data as PayloadOf<'transfer_unmatched'>);
    case 'payment_received':
      return ofPayment(data as PayloadOf<'payment_received'>, user);
    case 'resource_updated':
      return ofShift(data as PayloadOf<'resource_updated'>, user);
    case 'notify':
      return { kind: 'notify', to: null, message: (data as PayloadOf<'notify'>).message };
    case 'system':
      return { kind: 'system', to: null, message: (data as PayloadOf<'system'>).message };
    default:
      return null;
  }
}

/** Pure. The task that somebody has just done, whoever it was; null where the event tells of none. */
export function taskDoneBy(event: BusEvent): string | null {
  if (event.type !== REALTIME_EVENT_TYPES.RESOURCE_UPDATED) return null;
  // As above: its schema has accepted it.
  const { resource, action, data, test = false } = event.data as PayloadOf<'resource_updated'>;
  const id = idOf(data);
  const isTask = resource === 'refund' || resource === 'transfer';
  return isTask && action === 'updated' && id !== null && !test ? `${resource}/${id}` : null;
}

type PayloadOf<T extends RealtimeEvent['type']> = RealtimeEvent<T>['data'];

function ofOrderCancelled(data: PayloadOf<'order_cancelled'>, user: AuthUser): Told | null {
  const isElsewhere = data.till_id !== undefined && data.till_id !== user.till_id;
  if (data.cancelled_by === user.id || (isElsewhere && !leads(user))) return null;
  return { kind: 'orderCancelled', to: `/order/${data.order_id}`, message: data.message };
}

function ofRefundDue({ refund_id, amount, message }: PayloadOf<'refund_due'>): Told {
  return { kind: 'refundDue', to: '/payment/refunds', task: `refund/${refund_id}`, amount, message };
}

function ofTransferUnmatched({ transfer_id, amount, message }: PayloadOf<'transfer_unmatched'>): Told {
  return { kind: 'transferUnmatched', to: '/payment/unmatched', task: `transfer/${transfer_id}`, amount, message };
}

/** Money at this person's own till is told by the screen that waits for it. */
function ofPayment({ amount, till_id, order_id }: PayloadOf<'payment_received'>, user: AuthUser): Told | null {
  if (!leads(user) || till_id === user.till_id) return null;
  return { kind: 'payment', to: `/payment/${order_id}`, amount, till: till_id ?? null };
}

function ofShift({ resource, action, data }: PayloadOf<'resource_updated'>, user: AuthUser): Told | null {
  if (resource !== 'shift' || !leads(user)) return null;
  const id = idOf(data);
  const to = id === null ? '/payment/shift' : `/payment/shift/${id}`;
  return { kind: action === 'created' ? 'shiftOpened' : 'shiftClosed', to };
}

function idOf(data: unknown): number | null {
  const id = typeof data === 'object' && data !== null && 'id' in data ? Number(data.id) : Number.NaN;
  return Number.isSafeInteger(id) ? id : null;
}

function leads({ roles }: AuthUser): boolean {
  return roles.includes('manager') || roles.includes('admin');
}

function cut(message: string): string {
  return message.length > MESSAGE_MAX ? `${message.slice(0, MESSAGE_MAX - 1)}…` : message;
}
