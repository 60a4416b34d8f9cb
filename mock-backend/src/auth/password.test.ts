import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashPassword, isPassword } from './password.ts';

const options = { cost: 1024, bytes: randomBytes };

it('[LOGIN8] salts every hash and knows the password again', async () => {
  const [one, two] = await Promise.all([hashPassword('demo1234', options), hashPassword('demo1234', options)]);

  expect(one).not.toBe(two);
  expect(one).not.toContain('demo1234');
  expect(await isPassword('demo1234', one)).toBe(true);
  expect(await isPassword('demo1235', one)).toBe(false);
  expect(await isPassword('demo1234', 'plain')).toBe(false);
});
