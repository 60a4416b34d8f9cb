import type { AuthUser } from '../types/index.ts';
import { BUS_VERSION, type ChannelDetails } from './channels.ts';
import { dispatchOnWindow, listenOnWindow, type Unsubscribe } from './listeners.ts';
import { sharedBus } from './shared.ts';

/** Tells who is signed in, or that nobody is. Sticky. Never carries a token. */
export function publishAuth(user: AuthUser | null): void {
  const detail = Object.freeze({ v: BUS_VERSION, user });
  sharedBus().auth = detail;
  dispatchOnWindow('vppos:auth', detail);
}

/** Who is signed in on this page; null when nobody is, or before the container told. */
export function currentAuth(): AuthUser | null {
  return sharedBus().auth?.user ?? null;
}

export function listenAuth(listener: (user: AuthUser | null) => void, mfe = 'unknown'): Unsubscribe {
  return listenOnWindow<ChannelDetails['vppos:auth']>({
    channel: 'vppos:auth',
    listener: (detail) => listener(detail.user),
    mfe,
  });
}

/** Where to go. Paths of this till only (`/payment/1001`); the container ignores everything else. */
export interface Navigation {
  readonly to: string;
  /** Take the place of the current page in the history. Default false. */
  readonly replace?: boolean;
}

/** Asks the container's one router to go somewhere. */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  dispatchOnWindow('vppos:navigate', { v: BUS_VERSION, to, ...options });
}

export function listenNavigate(listener: (navigation: Navigation) => void): Unsubscribe {
  return listenOnWindow<ChannelDetails['vppos:navigate']>({ channel: 'vppos:navigate', listener, mfe: 'container' });
}

/** One value of one store, told to the others on the page. The highest `version` of a `slice` and `key` wins. */
export type StoreSync = Omit<ChannelDetails['vppos:store-sync'], 'v'>;

export function publishStoreSync(sync: StoreSync): void {
  dispatchOnWindow('vppos:store-sync', { v: BUS_VERSION, ...sync });
}

export function listenStoreSync(slice: string, listener: (sync: StoreSync) => void, mfe = 'unknown'): Unsubscribe {
  const newest = new Map<string, number>();
  return listenOnWindow<ChannelDetails['vppos:store-sync']>({
    channel: 'vppos:store-sync',
    listener: (sync) => {
      if (sync.slice !== slice || sync.version <= (newest.get(sync.key) ?? Number.NEGATIVE_INFINITY)) return;
      newest.set(sync.key, sync.version);
      listener(sync);
    },
    mfe,
  });
}

export type Toast = Omit<ChannelDetails['vppos:toast'], 'v'>;

/** Asks the container's one toaster to show something. */
export function publishToast(toast: Toast): void {
  dispatchOnWindow('vppos:toast', { v: BUS_VERSION, ...toast });
}

export function listenToasts(listener: (toast: Toast) => void): Unsubscribe {
  return listenOnWindow<ChannelDetails['vppos:toast']>({ channel: 'vppos:toast', listener, mfe: 'container' });
}
