export type { AuthUser, Role } from './auth.types.ts';
export type { Cursor } from './cursor.types.ts';
export type { Problem } from './problem.types.ts';
export type { PublishReceipt, PublishRequest, TargetKind } from './publish.types.ts';
export type {
  EventWithoutPayloadRow,
  NotifyPayload,
  OrderCancelledPayload,
  OrderCreatedPayload,
  OrderPaidPayload,
  PayloadRowWithoutEvent,
  PaymentReceivedPayload,
  RealtimeEvent,
  RealtimeEventType,
  RealtimeOrigin,
  RealtimePayloadBase,
  RealtimePayloadMap,
  RealtimeVia,
  RefundDuePayload,
  ResourceUpdatedPayload,
  SystemPayload,
  TransferUnmatchedPayload,
} from './realtime.types.ts';
export { isKnownEventType, REALTIME_EVENT_TYPES, REALTIME_PAYLOAD_SCHEMAS } from './realtime.types.ts';
export type { RemoteProps } from './remote.types.ts';
export type { ConnectionRole, ConnectionStateName, RealtimeStatus, ResyncReason } from './status.types.ts';
