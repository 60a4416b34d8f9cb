import { expect, it } from 'vitest';
import type { Target } from '../../src/log/eventLog.ts';
import { Ledger } from './ledger.ts';

const ALL: Target = { kind: 'all' };

it('refuses an id that was given twice, and one of another log', () => {
  const ledger = new Ledger();
  ledger.acknowledge('e-1', { n: 1, target: ALL });

  expect(() => ledger.acknowledge('e-1', { n: 2, target: ALL })).toThrow('Events 1 and 2 were both given e-1.');
  expect(() => ledger.acknowledge('f-2', { n: 3, target: ALL })).toThrow('another one');
  expect(() => ledger.acknowledge('?', { n: 4, target: ALL })).toThrow('no id');
});

it('finds the ids that nobody was told of', () => {
  const ledger = new Ledger();
  for (const seq of [2, 5, 3]) ledger.acknowledge(`e-${seq}`, { n: seq, target: ALL });

  expect(ledger.holes()).toEqual([1, 4]);
});

it('knows what a viewer has a right to', () => {
  const ledger = new Ledger();
  const targets: Target[] = [
    ALL,
    { kind: 'company', companyId: 1 },
    { kind: 'company', companyId: 2 },
    { kind: 'user', companyId: 1, ids: ['8', '7'] },
    { kind: 'user', companyId: 2, ids: ['7'] },
    { kind: 'session', companyId: 1, ids: ['7'] },
    { kind: 'session', companyId: 1, ids: ['s7'] },
    { kind: 'client', companyId: 1, ids: ['till'] },
    { kind: 'client', companyId: 2, ids: ['till'] },
  ];
  for (const [index, target] of targets.entries()) ledger.acknowledge(`e-${index + 1}`, { n: index, target });

  const seen = ledger.visibleTo({ companyId: 1, userId: '7', sessionId: 's7', clientId: 'till' });

  expect(seen).toEqual([1, 2, 4, 7, 8]);
});
