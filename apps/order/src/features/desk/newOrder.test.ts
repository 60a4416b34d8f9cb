import { expect, it } from 'vitest';
import { outcomeOf } from './newOrder.ts';

const problem = (status: number) => ({
  error: { code: 'PROBLEM' as const, status, message: 'no', problem: { type: 'about:blank', title: 'no', status } },
});

it.each([
  [400, 'refused'],
  [403, 'refused'],
  [409, 'refused'],
  [422, 'refused'],
  [401, 'unanswered'],
  [408, 'unanswered'],
  [429, 'unanswered'],
  [500, 'unanswered'],
  [503, 'unanswered'],
])('[ORDMFE19] takes a %i for %s', (status, kind) => {
  expect(outcomeOf(problem(status)).kind).toBe(kind);
});

it.each([
  ['urn:vppos:problem:unknown-product', 'unknown-product'],
  ['about:blank', 'blank'],
])('[ORDMFE19] knows why from %s', (type, why) => {
  const { error } = problem(422);

  expect(outcomeOf({ error: { ...error, problem: { ...error.problem, type } } })).toEqual({ kind: 'refused', why });
});

it('[ORDMFE18] takes an answer it cannot read for none, but not for a cut', () => {
  expect(outcomeOf({ error: { code: 'BAD_ANSWER', message: '' } })).toEqual({ kind: 'unanswered', isCut: false });
  expect(outcomeOf({ error: { code: 'OFFLINE', message: '' } })).toEqual({ kind: 'unanswered', isCut: true });
});
