/**
 * `FOREIGN_ORIGIN`: a request to somewhere else than this page's origin. `OFFLINE`: no token could be fetched.
 * `SIGNED_OUT`: the login ended while the request was under way.
 */
export type SessionErrorCode = 'FOREIGN_ORIGIN' | 'OFFLINE' | 'SIGNED_OUT';

const SENTENCES: Record<SessionErrorCode, string> = {
  FOREIGN_ORIGIN: 'The session talks to this page’s own origin only. Pass a path such as /api/v1/orders.',
  OFFLINE: 'The server could not be reached to renew the login. Try again when the network is back.',
  SIGNED_OUT: 'The login ended while this request was under way. Nothing of it may be used.',
};

export class SessionError extends Error {
  readonly code: SessionErrorCode;

  constructor(code: SessionErrorCode, cause?: unknown) {
    super(SENTENCES[code], { cause });
    this.name = 'SessionError';
    this.code = code;
  }
}
