import { createHmac } from 'node:crypto';
import { isSameSecret } from '../sameSecret.ts';

/** What the headers of a SePay webhook prove. `signedAt` in ms since 1970; null where the key alone speaks for it. */
export type SepayProof = { readonly kind: 'proven'; readonly signedAt: number | null } | { readonly kind: 'forged' };

interface SepayHeaders {
  readonly signature: string | undefined;
  /** Seconds since 1970. */
  readonly timestamp: string | undefined;
  readonly authorization: string | undefined;
}

/** `sha256=` and the HMAC-SHA256 of `<timestamp>.<body>`, the body as the bytes that travel. [SePay: "Xác thực webhook"] */
export function sepaySignature(raw: Buffer, timestamp: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(raw).digest('hex')}`;
}

/** A webhook that carries a signature is judged by it alone; one without by its `Authorization: Apikey …`. */
export function proveSepay(raw: Buffer, headers: SepayHeaders, secret: string): SepayProof {
  const { signature, timestamp, authorization } = headers;
  if (signature === undefined) {
    const key = /^apikey +(.+)$/i.exec(authorization ?? '')?.[1];
    return key !== undefined && isSameSecret(key, secret) ? { kind: 'proven', signedAt: null } : { kind: 'forged' };
  }
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return { kind: 'forged' };
  const isSigned = isSameSecret(signature.toLowerCase(), sepaySignature(raw, timestamp, secret));
  return isSigned ? { kind: 'proven', signedAt: Number(timestamp) * 1000 } : { kind: 'forged' };
}
