import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';
import { createRealSession } from './realSession.ts';
import type { LoginResult, Session, SessionState } from './session.types.ts';

const SessionContext = createContext<Session | null>(null);

interface SessionProviderProps {
  readonly children: ReactNode;
  /** Default: the real page's session, made at the first render. */
  readonly session?: Session;
}

/** Starts the session with the page and ends it with the page. One around everything. */
export function SessionProvider({ children, session: given }: SessionProviderProps) {
  const [session] = useState(() => given ?? createRealSession());
  useEffect(() => session.start(), [session]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session itself, for what must not wait for a render. Throws outside of a `SessionProvider`. */
export function useSessionObject(): Session {
  const session = use(SessionContext);
  if (session === null)
    throw new Error('The session stands outside of its SessionProvider: wrap it where the page starts.');
  return session;
}

/** Who is signed in, and the two doors. Renders again when the state changes. */
export function useSession(): {
  readonly state: SessionState;
  readonly login: (username: string, password: string) => Promise<LoginResult>;
  readonly logout: () => Promise<void>;
} {
  const session = useSessionObject();
  const state = useSyncExternalStore(session.subscribe, session.state);
  return { state, login: session.login, logout: session.logout };
}
