export { SessionProvider, useSession, useSessionObject } from './SessionProvider.tsx';
export type { LoginResult, Session, SessionState, TokenResult } from './session.types.ts';
