import { retryDelayMs, type Stop } from '@vppos/core/time';
import { type AuthApi, createAuthApi, type Grant } from './authApi.ts';
import { createFarewell, type Farewell } from './farewell.ts';
import { createKnownUser, type KnownUser } from './knownUser.ts';
import {
  createLogin,
  endLogin,
  freshToken,
  isOffline,
  isSameUser,
  isStateOf,
  type Login,
  OFFLINE,
  renewWhenDue,
  SIGNED_OUT,
  usableToken,
} from './login.ts';
import { toRefusal } from './loginRefusal.ts';
import { createObserved } from './observed.ts';
import { meaningOf, sidAtBoot } from './otherTabs.ts';
import type { LoginResult, Session, SessionDeps, SessionState, SignedOutReason, TokenResult } from './session.types.ts';
import type { SessionChannel, SessionMessage } from './sessionChannel.ts';
import { fetchWithSession, type Lease } from './sessionFetch.ts';
import { tillId } from './tillId.ts';

/** Where the browser keeps which login is its own. The tab keeps its own in memory: the two differ after another's login. */
export const SID_KEY = 'vppos.sid';
/** A known user waits no longer for the server's first answer, in ms: then the till opens without it. */
export const RESTORE_PATIENCE_MS = 3000;

/** The login of this tab, agreed with all other tabs of the browser. Nothing happens before `start`. */
export function createSession(deps: SessionDeps): Session {
  return new TabSession(deps);
}

class TabSession implements Session {
  readonly #deps: SessionDeps;
  readonly #api: AuthApi;
  readonly #farewell: Farewell;
  readonly #known: KnownUser;
  readonly #shown = createObserved<SessionState>({ status: 'restoring' });
  #login: Login | null = null;
  #channel: SessionChannel | null = null;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
    this.#api = createAuthApi(deps);
    this.#known = createKnownUser(deps.storage);
    this.#farewell = createFarewell({
      ...deps,
      logout: this.#api.logout,
      isTaken: () => deps.storage.get(SID_KEY) !== null,
    });
  }

  readonly state = this.#shown.get;
  readonly subscribe = this.#shown.subscribe;

  start(): Stop {
    const { openChannel, page, storage } = this.#deps;
    const channel = openChannel();
    this.#channel = channel;
    const stops = [
      channel.listen((message) => this.#hear(message)),
      page.installSession({ fetch: this.fetch }),
      page.listenReturn(() => this.#lookAgain()),
      () => channel.close(),
    ];
    const sid = storage.get(SID_KEY);
    if (sid === null) this.#shown.set({ status: 'signedOut' });
    else this.#restore(createLogin(sid));
    return () => {
      for (const stop of stops.splice(0)) stop();
      this.#farewell.stop();
      if (this.#login !== null) endLogin(this.#login);
      this.#login = null;
    };
  }

  readonly login = async (username: string, password: string): Promise<LoginResult> => {
    const answer = await this.#deps.exclusively(() => this.#api.login(username, password));
    if (answer.kind !== 'granted') return toRefusal(answer);
    const { grant } = answer;
    this.#farewell.stop();
    if (this.#login !== null) this.#leave('otherUser');
    this.#login = createLogin(grant.sid);
    this.#deps.storage.set(SID_KEY, grant.sid);
    this.#accept(this.#login, grant);
    this.#channel?.post({ kind: 'login', sid: grant.sid, userId: grant.user.id, companyId: grant.user.company_id });
    return { ok: true };
  };

  readonly logout = async (): Promise<void> => {
    const sid = this.#login?.sid;
    if (sid === undefined) return;
    this.#leave('logout');
    this.#channel?.post({ kind: 'logout', sid });
    await this.#farewell.say(sid);
  };

  readonly accessToken = (): Promise<TokenResult> =>
    this.#login === null ? Promise.resolve(SIGNED_OUT) : this.#tokenOf(this.#login);

  readonly refresh = (): Promise<TokenResult> =>
    this.#login === null ? Promise.resolve(SIGNED_OUT) : this.#renew(this.#login);

  endedByServer(sid: string): void {
    if (this.#login?.sid === sid) this.#leave('revoked');
  }

  readonly fetch = (path: string, init?: RequestInit): Promise<Response> => {
    const { origin, fetch } = this.#deps;
    return fetchWithSession({ origin, fetch, lease: () => this.#leaseOf(this.#login) }, path, init);
  };

  #restore(login: Login): void {
    const { clock } = this.#deps;
    this.#login = login;
    this.#shown.set({ status: 'restoring' });
    if (this.#known.of(login.sid) !== null)
      login.stopTimer = clock.after(RESTORE_PATIENCE_MS, () => this.#showOffline(login, clock.now()));
    void this.#renew(login);
  }

  async #tokenOf(login: Login): Promise<TokenResult> {
    const { clock } = this.#deps;
    const fresh = this.#login === login ? freshToken(login, clock.now()) : SIGNED_OUT;
    if (fresh !== null) return fresh;
    if (isOffline(login)) return OFFLINE;
    const renewed = await this.#renew(login);
    if (renewed.ok || renewed.code === 'SIGNED_OUT') return renewed;
    return usableToken(login, clock.now()) ?? renewed;
  }

  /** One request at a time for one login, however many ask. */
  #renew(login: Login): Promise<TokenResult> {
    login.flight ??= this.#fly(login).finally(() => {
      login.flight = null;
    });
    return login.flight;
  }

  async #fly(login: Login): Promise<TokenResult> {
    const { sid } = login;
    const answer = await this.#deps.exclusively(async () =>
      this.#login === login ? await this.#api.refresh(sid, login.ended.signal) : null,
    );
    if (answer === null || this.#login !== login) return SIGNED_OUT;
    if (login.sid === sid && answer.kind === 'otherSession')
      login.sid = sidAtBoot(login, this.#deps.storage.get(SID_KEY));
    // The same user signed in again meanwhile: the answer was about the login before that.
    if (login.sid !== sid) return this.#fly(login);
    switch (answer.kind) {
      case 'granted':
        return this.#accept(login, answer.grant);
      case 'gone':
        this.#leave('expired');
        return SIGNED_OUT;
      case 'otherSession':
        this.#leave('otherUser');
        return SIGNED_OUT;
      case 'offline':
        return this.#tryLater(login);
    }
  }

  #accept(login: Login, grant: Grant): TokenResult {
    const { page, storage, newId } = this.#deps;
    if (login.user !== null && login.user.id !== grant.user.id) {
      this.#leave('otherUser');
      return SIGNED_OUT;
    }
    login.grant = grant;
    login.failures = 0;
    this.#known.keep({ sid: login.sid, user: grant.user });
    renewWhenDue(login, this.#deps.clock, () => void this.#renew(login));
    const user = { ...grant.user, till_id: tillId(storage, newId) };
    if (!isSameUser(login.user, user)) {
      login.user = user;
      page.publishAuth(user);
    }
    if (!isStateOf(this.#shown.get(), login))
      this.#shown.set({ status: 'signedIn', user: login.user ?? user, sid: login.sid });
    return this.#login === login ? { ok: true, token: grant.token } : SIGNED_OUT;
  }

  #tryLater(login: Login): TokenResult {
    const { clock, random } = this.#deps;
    login.failures += 1;
    const waitMs = retryDelayMs(login.failures, random);
    login.stopTimer();
    login.stopTimer = clock.after(waitMs, () => void this.#renew(login));
    if (login.grant === null) this.#showOffline(login, clock.now() + waitMs);
    return OFFLINE;
  }

  #showOffline(login: Login, retryAt: number): void {
    const { page, storage, newId } = this.#deps;
    const known = login.user === null ? this.#known.of(login.sid) : null;
    if (known !== null) {
      login.user = { ...known, till_id: tillId(storage, newId) };
      page.publishAuth(login.user);
    }
    this.#shown.set({ status: 'offline', retryAt, ...(login.user && { user: login.user }) });
  }

  #leaseOf(login: Login | null): Lease | null {
    if (login === null) return null;
    return {
      ended: login.ended.signal,
      token: () => this.#tokenOf(login),
      tokenAfter: (refused) => (login.grant?.token === refused ? this.#renew(login) : this.#tokenOf(login)),
    };
  }

  #hear(message: SessionMessage): void {
    const meaning = meaningOf(message, this.#login);
    if (meaning.kind === 'adopt') this.#restore(createLogin(meaning.sid));
    if (meaning.kind === 'leave') this.#leave(meaning.reason);
    if (meaning.kind !== 'follow') return;
    meaning.login.sid = meaning.sid;
    void this.#renew(meaning.login);
  }

  /** A tab that slept may have missed what the others told. */
  #lookAgain(): void {
    const login = this.#login;
    if (login === null) return;
    const stored = this.#deps.storage.get(SID_KEY);
    if (stored !== login.sid && login.user !== null) this.#leave(stored === null ? 'logout' : 'otherUser');
    else if (freshToken(login, this.#deps.clock.now()) === null) void this.#renew(login);
  }

  /** Everything of the login stops in here; nothing is left to wait for. */
  #leave(reason: SignedOutReason): void {
    const login = this.#login;
    if (login === null) return;
    const { storage, page } = this.#deps;
    this.#login = null;
    endLogin(login);
    // Another's login may stand there already; it is not ours to forget.
    if (storage.get(SID_KEY) === login.sid) {
      storage.remove(SID_KEY);
      this.#known.forget();
    }
    this.#shown.set({ status: 'signedOut', reason });
    page.clearHistory();
    page.publishAuth(null);
  }
}
