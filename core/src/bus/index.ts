export { listenAnnouncementRequests, requestAnnouncement } from './announce.ts';
export {
  BUS_VERSION,
  type BusEvent,
  type ChannelDetails,
  type InvalidEvent,
  type RealtimeCommand,
  realtimeChannel,
  type ToastAction,
  type ToastKind,
} from './channels.ts';
export { ListenerError, SLOW_LISTENER_MS, type SlowListener, type Unsubscribe } from './listeners.ts';
export {
  clearRealtimeHistory,
  currentRealtimeStatus,
  HISTORY_MAX_AGE_MS,
  HISTORY_MAX_EVENTS,
  type ListenOptions,
  listenAllRealtime,
  listenInvalidEvents,
  listenRealtime,
  listenRealtimeCommands,
  listenRealtimeResync,
  listenRealtimeStatus,
  publishInvalidEvent,
  publishRealtimeEvent,
  publishRealtimeResync,
  publishRealtimeStatus,
  realtimePast,
  sendRealtimeCommand,
} from './realtime.ts';
export { copiesOfCore } from './shared.ts';
export {
  currentAuth,
  listenAuth,
  listenNavigate,
  listenStoreSync,
  listenToasts,
  type Navigation,
  navigate,
  publishAuth,
  publishStoreSync,
  publishToast,
  type StoreSync,
  type Toast,
} from './shell.ts';
export { type MeasuredListener, tapRealtime } from './tap.ts';
export { toastUtils } from './toastUtils.ts';
