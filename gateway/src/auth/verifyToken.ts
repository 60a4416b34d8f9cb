import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Clock, realClock } from '@vppos/core/time';
import { errors, jwtVerify } from 'jose';
import * as v from 'valibot';
import type { GatewayConfig } from '../config.ts';
import { ConfigError } from '../env.ts';

/** What a valid token says. `companyId` and `sessionId` are null only for role `service`. */
export interface TokenClaims {
  /** `sub`. */
  readonly userId: string;
  readonly companyId: number | null;
  /** `sid`: the login session, which can be revoked. */
  readonly sessionId: string | null;
  readonly roles: readonly string[];
  /** `exp`, in ms since 1970. */
  readonly expiresAt: number;
}

export type TokenRefusal = 'MALFORMED' | 'BAD_SIGNATURE' | 'EXPIRED' | 'NOT_YET_VALID' | 'BAD_CLAIMS';
export type TokenCheck =
  | { readonly ok: true; readonly claims: TokenClaims }
  | { readonly ok: false; readonly code: TokenRefusal };

export interface TokenVerifier {
  /** Never rejects: a token that is no token is a refusal like any other. */
  verify(token: string): Promise<TokenCheck>;
}

const TOKEN_MAX_CHARS = 8192;
/** In the year 5138. A later end is in ms, and its token would live for thousands of years. */
const EXP_MAX_S = 1e11;
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
const claimsSchema = v.looseObject({
  sub: name,
  company_id: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  sid: v.optional(name),
  roles: v.pipe(v.array(name), v.maxLength(32)),
  exp: v.pipe(v.number(), v.minValue(0), v.maxValue(EXP_MAX_S)),
});

/**
 * Checks tokens against one key and one list of algorithms, which the key's kind decides, never the token.
 * @throws ConfigError when the public key file cannot be read or holds a key of another kind.
 */
export function createTokenVerifier(config: Pick<GatewayConfig, 'jwt'>, clock: Clock = realClock): TokenVerifier {
  const { issuer, audience } = config.jwt;
  const { key, algorithms } = verificationKey(config.jwt.key);
  return {
    verify: async (token) => {
      if (token.length > TOKEN_MAX_CHARS) return { ok: false, code: 'MALFORMED' };
      try {
        const rules = { algorithms, issuer, audience, requiredClaims: ['exp'], currentDate: new Date(clock.now()) };
        const { payload } = await jwtVerify(token, key, rules);
        return readClaims(payload);
      } catch (error) {
        return { ok: false, code: refusalOf(error) };
      }
    },
  };
}

function readClaims(payload: unknown): TokenCheck {
  const parsed = v.safeParse(claimsSchema, payload);
  if (!parsed.success) return { ok: false, code: 'BAD_CLAIMS' };
  const { sub, company_id, sid, roles, exp } = parsed.output;
  const isService = roles.includes('service');
  // A person without a company sees nobody's events; one without a session could never be signed out.
  if (!isService && (company_id === undefined || sid === undefined)) return { ok: false, code: 'BAD_CLAIMS' };
  const claims = { userId: sub, companyId: company_id ?? null, sessionId: sid ?? null, roles, expiresAt: exp * 1000 };
  return { ok: true, claims };
}

function refusalOf(error: unknown): TokenRefusal {
  if (error instanceof errors.JWTExpired) return 'EXPIRED';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'BAD_SIGNATURE';
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'nbf' ? 'NOT_YET_VALID' : 'BAD_CLAIMS';
  return 'MALFORMED';
}

function verificationKey(config: GatewayConfig['jwt']['key']): { key: KeyObject | Uint8Array; algorithms: string[] } {
  if (config.kind === 'secret') return { key: new TextEncoder().encode(config.secret), algorithms: ['HS256'] };
  const key = readPublicKey(config.file);
  const algorithm = algorithmOf(key);
  if (algorithm !== null) return { key, algorithms: [algorithm] };
  throw new ConfigError('JWT_PUBLIC_KEY_FILE', config.file, 'must hold an RSA, P-256 or Ed25519 public key');
}

function readPublicKey(file: string): KeyObject {
  try {
    return createPublicKey(readFileSync(file));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError('JWT_PUBLIC_KEY_FILE', file, `cannot be read as a public key in PEM form (${reason})`);
  }
}

function algorithmOf(key: KeyObject): string | null {
  if (key.asymmetricKeyType === 'rsa') return 'RS256';
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : null;
}
