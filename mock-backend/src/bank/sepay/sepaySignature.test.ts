import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { proveSepay, sepaySignature } from './sepaySignature.ts';

const SECRET = 'whsec_a-secret-of-sepay';
const raw = Buffer.from('{"id":92704,"content":"chuyển tiền"}');
const timestamp = '1700000000';
const signature = sepaySignature(raw, timestamp, SECRET);
const nothing = { signature: undefined, timestamp: undefined, authorization: undefined };

describe('sepaySignature', () => {
  it('[BANK13] is the HMAC of the timestamp, a dot and the bytes of the body', () => {
    const documented = createHmac('sha256', SECRET)
      .update('1700000000.{"id":92704,"content":"chuyển tiền"}')
      .digest('hex');

    expect(signature).toBe(`sha256=${documented}`);
  });
});

describe('proveSepay', () => {
  it('[BANK13] takes the right signature, and says when it was made', () => {
    const proof = proveSepay(raw, { ...nothing, signature, timestamp }, SECRET);

    expect(proof).toEqual({ kind: 'proven', signedAt: 1_700_000_000_000 });
  });

  it('[BANK13] takes the API key where nothing is signed', () => {
    const proof = proveSepay(raw, { ...nothing, authorization: `Apikey ${SECRET}` }, SECRET);

    expect(proof).toEqual({ kind: 'proven', signedAt: null });
  });

  it.each([
    ['nothing', nothing],
    ['another body', { ...nothing, signature: sepaySignature(Buffer.from('{}'), timestamp, SECRET), timestamp }],
    ['another time', { ...nothing, signature, timestamp: '1700000001' }],
    ['no time', { ...nothing, signature }],
    ['a time that is none', { ...nothing, signature: sepaySignature(raw, 'now', SECRET), timestamp: 'now' }],
    ['another secret', { ...nothing, signature: sepaySignature(raw, timestamp, 'x'), timestamp }],
    ['half a signature', { ...nothing, signature: signature.slice(0, 20), timestamp }],
    ['another key', { ...nothing, authorization: 'Apikey wrong' }],
    ['a key of another scheme', { ...nothing, authorization: `Bearer ${SECRET}` }],
    ['a bad signature beside the right key', { signature: 'x', timestamp, authorization: `Apikey ${SECRET}` }],
  ])('[BANK14] refuses %s', (_what, headers) => {
    expect(proveSepay(raw, headers, SECRET)).toEqual({ kind: 'forged' });
  });
});
