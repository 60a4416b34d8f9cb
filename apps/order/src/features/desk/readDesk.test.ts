import { expect, it } from 'vitest';
import { EMPTY_DESK } from './desk.types.ts';
import { nextDesk } from './nextDesk.ts';
import { readDesk } from './readDesk.ts';

const DESK = nextDesk(nextDesk(EMPTY_DESK, { type: 'ensured', id: 'a' }), { type: 'opened', id: 'b' });

it('[ORDMFE16] reads what it has written', () => {
  expect(readDesk(structuredClone(DESK))).toEqual({ desk: DESK, broken: [] });
});

it('is empty where nothing was written yet', () => {
  expect(readDesk(undefined)).toEqual({ desk: EMPTY_DESK, broken: [] });
});

it('[ORDMFE16] puts a broken record aside, tells how many, and keeps the others', () => {
  const broken = { id: 'a', lines: 'gone' };
  const stored = { ...DESK, drafts: [broken, DESK.drafts[1]], queue: [{ key: 7 }] };

  const read = readDesk(stored);

  expect(read.desk).toMatchObject({ drafts: [{ id: 'b' }], queue: [], putAside: 2 });
  expect(read.broken).toEqual([broken, { key: 7 }]);
});

it.each([
  ['a text', 'x'],
  ['null', null],
  ['a list', []],
  ['lists that are none', { drafts: 5, queue: null }],
])('never throws: %s', (_what, stored) => {
  expect(readDesk(stored).desk.drafts).toEqual([]);
});
