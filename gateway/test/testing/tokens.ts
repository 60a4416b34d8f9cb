import { SignJWT } from 'jose';
import { DEMO_JWT_SECRET } from '../../src/index.ts';

export interface TokenOptions {
  readonly secret?: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** s since 1970. Default: in an hour. */
  readonly exp?: number;
}

/** A token of the demo key. */
export async function signToken(claims: Record<string, unknown>, options: TokenOptions = {}): Promise<string> {
  const exp = options.exp ?? Math.floor(Date.now() / 1000) + 3600;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(options.issuer ?? 'vppos')
    .setAudience(options.audience ?? 'vppos-realtime')
    .setExpirationTime(exp)
    .sign(new TextEncoder().encode(options.secret ?? DEMO_JWT_SECRET));
}

/** A cashier; user 7 of company 1 unless told otherwise. */
export function cashierToken(claims: Record<string, unknown> = {}, options: TokenOptions = {}): Promise<string> {
  return signToken({ sub: '7', company_id: 1, sid: 's7', roles: ['cashier'], ...claims }, options);
}

export function serviceToken(claims: Record<string, unknown> = {}, options: TokenOptions = {}): Promise<string> {
  return signToken({ sub: 'backend', roles: ['service'], ...claims }, options);
}
