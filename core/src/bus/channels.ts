import type { AuthUser, Cursor, RealtimeOrigin, RealtimeStatus, RealtimeVia, ResyncReason } from '../types/index.ts';

/**
 * The window contract, version 1. Details grow additively; a listener accepts any `v` at or above its own; a break is a
 * new event name, and both are dispatched for one major version.
 */
export const BUS_VERSION = 1;

/** One business event on the bus, of any type, also one this build has never heard of. `data` is deeply frozen. */
export interface BusEvent {
  readonly v: number;
  readonly id: Cursor;
  readonly type: string;
  readonly data: unknown;
  readonly origin: RealtimeOrigin;
  readonly via: RealtimeVia;
  /** This page's clock, in ms. */
  readonly receivedAt: number;
}

/** A known type whose payload fails its schema: not delivered, reported here, and followed by a resync. */
export interface InvalidEvent {
  readonly v: number;
  readonly id: string;
  readonly type: string;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
}

export type RealtimeCommand = 'connect' | 'disconnect' | 'retry';
export type ToastKind = 'success' | 'info' | 'warning' | 'error';

/** A button on a toast: it navigates, nothing more, so that it can cross bundles. */
export interface ToastAction {
  readonly label: string;
  readonly to: string;
}

/** Every window event that is not a business event, with its detail. */
export interface ChannelDetails {
  'vppos:realtime': BusEvent;
  'vppos:realtime-status': { readonly v: number } & RealtimeStatus;
  'vppos:realtime-resync': { readonly v: number; readonly reason: ResyncReason };
  'vppos:realtime-invalid': InvalidEvent;
  'vppos:realtime-command': { readonly v: number; readonly command: RealtimeCommand };
  'vppos:auth': { readonly v: number; readonly user: AuthUser | null };
  'vppos:navigate': { readonly v: number; readonly to: string; readonly replace?: boolean };
  'vppos:store-sync': {
    readonly v: number;
    readonly slice: string;
    readonly key: string;
    readonly value: unknown;
    readonly version: number;
  };
  'vppos:toast': {
    readonly v: number;
    readonly kind: ToastKind;
    readonly message: string;
    readonly action?: ToastAction;
  };
  'vppos:announce': { readonly v: number; readonly order_id: number };
  'vppos:scan': { readonly v: number; readonly code: string };
}

/** The window event that carries business events of one type. */
export function realtimeChannel(type: string): `vppos:realtime:${string}` {
  return `vppos:realtime:${type}`;
}
