import { createHmac } from 'node:crypto';
import { DEMO_JWT_SECRET } from '../../src/index.ts';

/** A service's claims, good for an hour, with what a forger wants different; `undefined` leaves one out. */
export function claims(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  return { sub: 'backend', roles: ['service'], iss: 'vppos', aud: 'vppos-realtime', exp, ...changes };
}

/** Signs whatever it is told, also what no library would; a text is taken as the JSON itself. */
export function forge(header: unknown, payload: unknown = claims(), key: string | Buffer = DEMO_JWT_SECRET): string {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

export function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}
