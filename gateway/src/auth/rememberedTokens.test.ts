import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { rememberTokens } from './rememberedTokens.ts';
import type { TokenVerifier } from './verifyToken.ts';

const clock = fakeClock();

/** Takes every token but `forged`, for a second, and counts. */
function countingVerifier(): TokenVerifier & { readonly verified: string[] } {
  const verified: string[] = [];
  return {
    verified,
    verify: async (token) => {
      verified.push(token);
      if (token === 'forged') return { ok: false, code: 'BAD_SIGNATURE' };
      const expiresAt = clock.now() + 1000;
      return { ok: true, claims: { userId: token, companyId: 1, sessionId: 's', roles: ['cashier'], expiresAt } };
    },
  };
}

it('[AUTH4] verifies a valid token once, and again when it has expired', async () => {
  const verifier = countingVerifier();
  const remembering = rememberTokens(verifier, clock);

  const first = await remembering.verify('a');
  const second = await remembering.verify('a');
  clock.advance(1000);
  await remembering.verify('a');

  expect(second).toEqual(first);
  expect(verifier.verified).toEqual(['a', 'a']);
});

it('[AUTH4] verifies a refused token every time', async () => {
  const verifier = countingVerifier();
  const remembering = rememberTokens(verifier, clock);

  for (const _ of [1, 2]) expect(await remembering.verify('forged')).toEqual({ ok: false, code: 'BAD_SIGNATURE' });

  expect(verifier.verified).toEqual(['forged', 'forged']);
});

it('[AUTH4] remembers a thousand tokens and no more', async () => {
  const verifier = countingVerifier();
  const remembering = rememberTokens(verifier, clock);
  for (let n = 0; n <= 1000; n += 1) await remembering.verify(`t${n}`);

  await remembering.verify('t1000');
  await remembering.verify('t0');

  expect(verifier.verified).toHaveLength(1002);
  expect(verifier.verified.at(-1)).toBe('t0');
});
