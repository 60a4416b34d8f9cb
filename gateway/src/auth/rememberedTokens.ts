import type { Clock } from '@vppos/core/time';
import type { TokenClaims, TokenVerifier } from './verifyToken.ts';

/** Tokens remembered at once; above it the one that was verified first is forgotten, and verified again when it comes. */
const REMEMBERED_MAX = 1000;

/**
 * A publisher sends one token a thousand times, and a signature costs more than the event. Only valid tokens are remembered,
 * and none longer than it is valid; whether its session was revoked is asked elsewhere, every time.
 */
export function rememberTokens(verifier: TokenVerifier, clock: Clock): TokenVerifier {
  const remembered = new Map<string, TokenClaims>();
  return {
    verify: async (token) => {
      const claims = remembered.get(token);
      if (claims !== undefined && claims.expiresAt > clock.now()) return { ok: true, claims };
      remembered.delete(token);
      const check = await verifier.verify(token);
      if (!check.ok) return check;
      remembered.set(token, check.claims);
      if (remembered.size > REMEMBERED_MAX) forgetFirst(remembered);
      return check;
    },
  };
}

function forgetFirst(remembered: Map<string, TokenClaims>): void {
  for (const token of remembered.keys()) {
    remembered.delete(token);
    return;
  }
}
