export { createRealSession } from './realSession.ts';
export { SessionProvider, useSession, useSessionObject } from './SessionProvider.tsx';
export { createSession } from './session.ts';
export type {
  LoginResult,
  Session,
  SessionDeps,
  SessionState,
  SignedOutReason,
  TokenResult,
} from './session.types.ts';
export { SessionError, type SessionErrorCode } from './sessionError.ts';
