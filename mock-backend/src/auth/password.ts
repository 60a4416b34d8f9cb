import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/** Gives `size` unguessable bytes. Only a `main` passes the machine's own. */
export type RandomBytes = (size: number) => Buffer;

const KEY_BYTES = 32;
const SALT_BYTES = 16;
const BLOCK_SIZE = 8;

/**
 * `scrypt$<cost>$<salt>$<key>`: the cost travels with the hash, so it can be raised later.
 * `cost` is scrypt's N, a power of two; 32768 takes about 60 ms.
 */
export async function hashPassword(password: string, options: { cost: number; bytes: RandomBytes }): Promise<string> {
  const salt = options.bytes(SALT_BYTES);
  const key = await derive(password, salt, options.cost);
  return ['scrypt', options.cost, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Compares in constant time. Takes as long for a wrong password as for the right one. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, cost, salt, key] = stored.split('$');
  if (scheme !== 'scrypt' || cost === undefined || salt === undefined || key === undefined) return false;
  const derived = await derive(password, Buffer.from(salt, 'base64url'), Number(cost));
  return timingSafeEqual(derived, Buffer.from(key, 'base64url'));
}

function derive(password: string, salt: Buffer, cost: number): Promise<Buffer> {
  const options: ScryptOptions = { N: cost, r: BLOCK_SIZE, p: 1, maxmem: 256 * cost * BLOCK_SIZE };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
