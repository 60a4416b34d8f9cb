import { expect } from 'vitest';
import type { Answer } from './startShop.ts';

/** The answer is a problem (RFC 9457) of this status. */
export function expectProblem({ status, body, headers }: Answer, expected: number): void {
  const type = headers.get('content-type');
  expect([status, type]).toEqual([expected, expect.stringMatching(/^application\/problem\+json/)]);
  expect(body).toMatchObject({ type: expect.any(String), title: expect.any(String), status: expected });
}
