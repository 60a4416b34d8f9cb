import type { Clock } from '@vppos/core/time';
import type { AccessTokens } from '../auth/accessToken.ts';

const TTL_S = 60;
const RENEW_BEFORE_MS = 20_000;

/** A short-lived token that may publish for every company; renewed well before it ends. */
export function createServiceToken(tokens: AccessTokens, clock: Clock): () => Promise<string> {
  let current: { token: string; renewAt: number } | null = null;
  return async () => {
    if (current !== null && clock.now() < current.renewAt) return current.token;
    const renewAt = clock.now() + TTL_S * 1000 - RENEW_BEFORE_MS;
    const token = await tokens.sign({ sub: 'mock-backend', roles: ['service'] }, TTL_S);
    current = { token, renewAt };
    return token;
  };
}
