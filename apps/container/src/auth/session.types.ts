import type { Unsubscribe } from '@vppos/core/bus';
import type { Clock, Stop } from '@vppos/core/time';
import type { AuthUser } from '@vppos/core/types';
import type { SessionChannel } from './sessionChannel.ts';

/**
 * Why nobody is signed in. `logout`: asked for, in this tab or another. `expired`: the server no longer knows the login.
 * `otherUser`: somebody else signed in in this browser. `revoked`: the server ended the login.
 */
export type SignedOutReason = 'logout' | 'expired' | 'otherUser' | 'revoked';

export type SessionState =
  /** At boot, a refresh is under way. */
  | { readonly status: 'restoring' }
  | { readonly status: 'signedOut'; readonly reason?: SignedOutReason }
  /**
   * Boot could not reach the server: it keeps trying, next at `retryAt` (ms of the clock). Never a logout. `user`: whose the
   * login was when the server was last heard, where this browser knows.
   */
  | { readonly status: 'offline'; readonly retryAt: number; readonly user?: AuthUser }
  /** `sid`: the login, which changes when the same user signs in again in another tab. */
  | { readonly status: 'signedIn'; readonly user: AuthUser; readonly sid: string };

/** `OFFLINE`: no answer, or a server in trouble. `REFUSED`: an answer nobody foresaw. `retryAfterMs`: the server's wish. */
export type LoginResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly code: 'WRONG_PASSWORD' | 'TOO_MANY_ATTEMPTS' | 'OFFLINE' | 'REFUSED';
      readonly retryAfterMs?: number;
    };

/** An access token to use now. `OFFLINE`: the login stands, but a fresh token cannot be had. */
export type TokenResult =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly code: 'OFFLINE' | 'SIGNED_OUT' };

/** The login of this tab. One a page; `start` once, before anything asks for a token. */
export interface Session {
  /** The same object until it changes. */
  state(): SessionState;
  /** Listeners run synchronously at every change: what must end with the login ends in the same moment. */
  subscribe(listener: () => void): Unsubscribe;
  /** Restores the browser's login, listens to the other tabs, and offers `fetch` to the page. */
  start(): Stop;
  login(username: string, password: string): Promise<LoginResult>;
  /** Everything on this page has stopped when this returns its promise; the promise waits for the server's word. */
  logout(): Promise<void>;
  /** The token at hand, or a fresh one when it is about to expire. */
  accessToken(): Promise<TokenResult>;
  /** A fresh token, whatever the one at hand is worth: after a 401. One request, however many ask. */
  refresh(): Promise<TokenResult>;
  /** The server said on another way (`stream.bye`) that this login is over. */
  endedByServer(sid: string): void;
  /** Paths of this origin only; `/api/` gets the login, refreshed once on a 401. Throws `SessionError`, or as `fetch`. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** What the page may be asked to keep between visits; never a token. */
export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** Runs a task while no other tab runs one. Never waits for ever: a frozen tab may hold the lock. */
export type Exclusively = <T>(task: () => Promise<T>) => Promise<T>;

/** How the session shows itself to the page. */
export interface SessionPage {
  publishAuth(user: AuthUser | null): void;
  clearHistory(): void;
  installSession(session: { fetch(path: string, init?: RequestInit): Promise<Response> }): Stop;
  /** Tells when the page is looked at again, comes back from a freeze, or the network does. */
  listenReturn(listener: () => void): Stop;
}

export interface SessionDeps {
  readonly clock: Clock;
  /** [0, 1) */
  readonly random: () => number;
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** `https://host:port` of the page. */
  readonly origin: string;
  readonly storage: KeyValueStore;
  readonly openChannel: () => SessionChannel;
  readonly exclusively: Exclusively;
  readonly newId: () => string;
  readonly page: SessionPage;
}
