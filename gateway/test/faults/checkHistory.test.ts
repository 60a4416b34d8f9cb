import { expect, it } from 'vitest';
import { checkHistory } from './checkHistory.ts';
import type { Step } from './history.ts';
import { Ledger } from './ledger.ts';

const VIEWER = { companyId: 1, userId: '7', sessionId: 's7', clientId: 'till' };
/** These are for company 2; all others up to 20 are for company 1. Event `n` of seq 5 is 105. */
const FOREIGN = [3, 4, 9];

const opened: Step = { kind: 'open', after: null, forged: null };
const reopened: Step = { kind: 'open', after: 'e-2', forged: null };
const event = (seq: number, n = seq + 100): Step => ({ kind: 'event', id: `e-${seq}`, n });
const live = (seq: number, replayed = 0): Step => ({ kind: 'position', by: 'live', id: `e-${seq}`, replayed });
const heartbeat = (seq: number): Step => ({ kind: 'position', by: 'heartbeat', id: `e-${seq}` });
const resync = (seq: number, reason: string): Step => ({ kind: 'resync', id: `e-${seq}`, reason });
const forged = (reason: string): Step => ({ kind: 'open', after: 'x', forged: reason });

function sentenceOf(
  steps: readonly Step[],
  bounds: { log?: number; replay?: number; isComplete?: boolean } = {},
): string {
  const ledger = new Ledger();
  for (let seq = 1; seq <= 20; seq += 1) {
    const companyId = FOREIGN.includes(seq) ? 2 : 1;
    ledger.acknowledge(`e-${seq}`, { n: seq + 100, target: { kind: 'company', companyId } });
  }
  const { log = 1000, replay = 1000, isComplete = false } = bounds;
  const measure = { ledger, viewer: VIEWER, logMaxEvents: log, replayMaxEvents: replay };
  return checkHistory(steps, measure, isComplete)?.sentence ?? 'good';
}

it('[FAULT3] accepts what is whole, over reconnects and resyncs that are due', () => {
  const toTheEnd = [14, 15, 16, 17, 18, 19, 20].map((seq) => event(seq));

  expect(sentenceOf([opened, live(0), event(1), event(2), heartbeat(4), event(5)])).toBe('good');
  expect(sentenceOf([opened, live(0), event(1), event(2), reopened, event(5), event(6), live(6, 2)])).toBe('good');
  expect(sentenceOf([opened, live(2), reopened, resync(13, 'trimmed'), live(13), ...toTheEnd], { log: 10 })).toBe(
    'good',
  );
  expect(sentenceOf([opened, live(2), reopened, resync(13, 'too_many'), ...toTheEnd], { replay: 7 })).toBe('good');
  expect(sentenceOf([opened, live(13), forged('epoch'), resync(13, 'epoch'), ...toTheEnd], { isComplete: true })).toBe(
    'good',
  );
});

it.each<[string, readonly Step[]]>([
  ['5 is missing before 6', [opened, live(0), event(1), event(2), event(6)]],
  ['5 is missing before 6', [opened, live(0), event(1), event(2), reopened, event(6)]],
  ['2 came after 2', [opened, live(0), event(1), event(2), event(2)]],
  ['1 came after 2', [opened, live(0), event(1), event(2), event(1)]],
  ['3 is for somebody else: {"kind":"company","companyId":2}', [opened, live(2), event(3)]],
  ['5 is event 105 and came as 999', [opened, live(2), event(5, 999)]],
  ['21 is an event that no publisher was told of', [opened, live(20), event(21)]],
  ['e-2 x is no id', [opened, live(1), { kind: 'event', id: 'e-2 x', n: 1 }]],
  ['f-2 is of another log', [opened, live(1), { kind: 'event', id: 'f-2', n: 102 }]],
])('[FAULT1] finds that %s', (sentence, steps) => {
  expect(sentenceOf(steps)).toBe(sentence);
});

it.each<[string, readonly Step[]]>([
  ['heartbeat names 5, but 5 is missing', [opened, live(2), heartbeat(5)]],
  ['live names 6, but 5 is missing', [opened, live(2), reopened, live(6)]],
  ['heartbeat goes back from 5 to 4', [opened, live(2), event(5), heartbeat(4)]],
  ['heartbeat names 21, which was never written', [opened, live(20), heartbeat(21)]],
  ['live counts 1 replayed events, there were 2', [opened, live(0), reopened, event(1), event(2), live(4, 1)]],
])('[FAULT1] finds that %s', (sentence, steps) => {
  expect(sentenceOf(steps)).toBe(sentence);
});

it('[FAULT1] finds that the end never came', () => {
  expect(sentenceOf([opened, live(19)], { isComplete: true })).toBe('never got 20');
});

it.each<[string, readonly Step[]]>([
  ['resync slow at 14 although everything after 2 was kept', [opened, live(2), resync(14, 'slow')]],
  ['resync too_many for 7 events, 10 are allowed', [opened, live(2), reopened, resync(12, 'too_many')]],
  ['resync epoch without a reason', [opened, live(2), reopened, resync(2, 'epoch')]],
  ['resync epoch, ahead was due', [opened, live(2), forged('ahead'), resync(2, 'epoch')]],
  ['was served from a cursor that no log has written (ahead)', [opened, live(2), forged('ahead'), event(5)]],
  ['a resync goes back from 8 to 7', [opened, live(8), forged('epoch'), resync(7, 'epoch')]],
  ['a resync names 21, which was never written', [opened, live(8), forged('epoch'), resync(21, 'epoch')]],
])('[FAULT3] finds that %s', (sentence, steps) => {
  expect(sentenceOf(steps, { log: 12, replay: 10 })).toBe(sentence);
});

it('[FAULT3] names the step', () => {
  const ledger = new Ledger();
  ledger.acknowledge('e-1', { n: 1, target: { kind: 'all' } });
  const measure = { ledger, viewer: VIEWER, logMaxEvents: 10, replayMaxEvents: 10 };

  const violation = checkHistory([opened, live(0), heartbeat(0), heartbeat(1)], measure, false);

  expect(violation?.index).toBe(3);
});
