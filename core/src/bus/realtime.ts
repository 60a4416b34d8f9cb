import type { RealtimeStatus, ResyncReason } from '../types/index.ts';
import {
  BUS_VERSION,
  type BusEvent,
  type ChannelDetails,
  type InvalidEvent,
  type RealtimeCommand,
  realtimeChannel,
} from './channels.ts';
import { deliver, dispatchOnWindow, listenOnWindow, type Unsubscribe } from './listeners.ts';
import { sharedBus } from './shared.ts';

/** How much of the past listeners that come late may ask for: the newest so many, none older than so many ms. */
export const HISTORY_MAX_EVENTS = 100;
export const HISTORY_MAX_AGE_MS = 120_000;

/** Who listens, and from when. */
export interface ListenOptions {
  /** The micro-frontend that owns the listener. Default `unknown`. */
  readonly mfe?: string;
  /** First deliver what the bus remembers of the last `sinceMs`, in order, with `origin: "history"`. Default: nothing. */
  readonly sinceMs?: number;
}

/** Puts one business event on the bus: to the listeners of its type, then to the inspectors of all types. */
export function publishRealtimeEvent(event: Omit<BusEvent, 'v'>): void {
  const detail: BusEvent = Object.freeze({ ...event, v: BUS_VERSION, data: deepFreeze(event.data) });
  remember(detail);
  dispatchOnWindow(realtimeChannel(detail.type), detail);
  dispatchOnWindow('vppos:realtime', detail);
}

/** Every event of one type, known to this build or not, synchronously and in log order. */
export function listenRealtime(
  type: string,
  listener: (event: BusEvent) => void,
  options: ListenOptions = {},
): Unsubscribe {
  const subscription = { channel: realtimeChannel(type), listener, mfe: options.mfe ?? 'unknown' };
  const stop = listenOnWindow(subscription);
  if (options.sinceMs !== undefined) {
    for (const event of historyOf(type, options.sinceMs)) deliver(subscription, event);
  }
  return stop;
}

/** Every event of every type: for inspectors. */
export function listenAllRealtime(listener: (event: BusEvent) => void, options: ListenOptions = {}): Unsubscribe {
  return listenOnWindow({ channel: 'vppos:realtime', listener, mfe: options.mfe ?? 'unknown' });
}

/** Tells the connection's state. Sticky: who listens later still learns it. */
export function publishRealtimeStatus(status: RealtimeStatus): void {
  const detail = Object.freeze({ ...status, v: BUS_VERSION });
  sharedBus().status = detail;
  dispatchOnWindow('vppos:realtime-status', detail);
}

/** The last status told on this page, or null before the container told any. The same object until it changes. */
export function currentRealtimeStatus(): RealtimeStatus | null {
  return sharedBus().status;
}

export function listenRealtimeStatus(listener: (status: RealtimeStatus) => void, mfe = 'unknown'): Unsubscribe {
  return listenOnWindow<ChannelDetails['vppos:realtime-status']>({ channel: 'vppos:realtime-status', listener, mfe });
}

/** "What you show may be stale: refetch." After `ahead` the log gives its ids out again: those of before are forgotten. */
export function publishRealtimeResync(reason: ResyncReason): void {
  if (reason === 'ahead') clearRealtimeHistory();
  dispatchOnWindow('vppos:realtime-resync', { v: BUS_VERSION, reason });
}

export function listenRealtimeResync(listener: (reason: ResyncReason) => void, mfe = 'unknown'): Unsubscribe {
  return listenOnWindow<ChannelDetails['vppos:realtime-resync']>({
    channel: 'vppos:realtime-resync',
    listener: (detail) => listener(detail.reason),
    mfe,
  });
}

/** Reports an event that was not delivered because its payload fails its schema. A resync must follow. */
export function publishInvalidEvent(invalid: Omit<InvalidEvent, 'v'>): void {
  dispatchOnWindow('vppos:realtime-invalid', { v: BUS_VERSION, ...invalid });
}

export function listenInvalidEvents(listener: (invalid: InvalidEvent) => void, mfe = 'unknown'): Unsubscribe {
  return listenOnWindow({ channel: 'vppos:realtime-invalid', listener, mfe });
}

/** From a page to the container that holds the connection. */
export function sendRealtimeCommand(command: RealtimeCommand): void {
  dispatchOnWindow('vppos:realtime-command', { v: BUS_VERSION, command });
}

export function listenRealtimeCommands(listener: (command: RealtimeCommand) => void): Unsubscribe {
  return listenOnWindow<ChannelDetails['vppos:realtime-command']>({
    channel: 'vppos:realtime-command',
    listener: (detail) => listener(detail.command),
    mfe: 'container',
  });
}

/** Forgets the past, also its ids: at logout, so that nothing of one user reaches the next. */
export function clearRealtimeHistory(): void {
  // A new one, so that every copy of core sees that it is another past.
  sharedBus().history = [];
}

/** Another object whenever the past was forgotten; an id of before may then be another event's. */
export function realtimePast(): object {
  return sharedBus().history;
}

function remember(event: BusEvent): void {
  const { history } = sharedBus();
  history.push(event);
  if (history.length > HISTORY_MAX_EVENTS) history.shift();
}

function historyOf(type: string, sinceMs: number): BusEvent[] {
  const oldest = Date.now() - Math.min(sinceMs, HISTORY_MAX_AGE_MS);
  // Copy: a listener may publish or subscribe while it is served.
  return sharedBus()
    .history.filter((event) => event.type === type && event.receivedAt >= oldest)
    .map((event) => Object.freeze({ ...event, origin: 'history' as const }));
}

/** One listener must never change what the next one sees. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const child of Object.values(value)) deepFreeze(child);
  return value;
}
