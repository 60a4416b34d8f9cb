import type { Clock } from '@vppos/core/time';
import type { Role } from '@vppos/core/types';
import { jwtVerify, SignJWT } from 'jose';

const ISSUER = 'vppos';
const AUDIENCE = 'vppos-realtime';
const ALGORITHM = 'HS256';

/** Whom a token is for. `companyId` and `sid` are absent for a service that speaks for every company. */
interface TokenSubject {
  readonly sub: string;
  readonly roles: readonly Role[];
  readonly companyId?: number;
  readonly sid?: string;
}

export interface AccessTokens {
  /** A signed token that lives for `ttlS` seconds. */
  sign(subject: TokenSubject, ttlS: number): Promise<string>;
  /** The login session a token belongs to, or null when the token is no good. */
  sessionOf(token: string): Promise<string | null>;
}

/** HS256 tokens of the contract, issued and read on the given clock. */
export function accessTokens(secret: string, clock: Clock, newId: () => string): AccessTokens {
  const key = new TextEncoder().encode(secret);
  const sign = (subject: TokenSubject, ttlS: number): Promise<string> => {
    const issuedAt = Math.floor(clock.now() / 1000);
    const company = subject.companyId === undefined ? {} : { company_id: subject.companyId };
    const session = subject.sid === undefined ? {} : { sid: subject.sid };
    return new SignJWT({ ...company, ...session, roles: subject.roles })
      .setProtectedHeader({ alg: ALGORITHM })
      .setSubject(subject.sub)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setJti(newId())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + ttlS)
      .sign(key);
  };
  const sessionOf = async (token: string): Promise<string | null> => {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(clock.now()),
      });
      return typeof payload['sid'] === 'string' ? payload['sid'] : null;
    } catch {
      // Whatever is wrong with it, the answer to its bearer is the same 401.
      return null;
    }
  };
  return { sign, sessionOf };
}
