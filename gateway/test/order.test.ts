import { join } from 'node:path';
import { parseCursor } from '@vppos/core/protocol';
import { seededRandom } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import type { Target, UnknownEvent } from '../src/index.ts';
import type { RawReader } from './testing/rawReader.ts';
import { tempDir } from './testing/tempDir.ts';
import { startTestGateway } from './testing/testGateway.ts';
import { cashierToken } from './testing/tokens.ts';
import { turns, until } from './testing/until.ts';

const EVENTS = 4000;
const USERS = ['7', '8', '9'];

interface Expectation {
  readonly seq: number;
  readonly sees: (userId: string, companyId: number) => boolean;
}

/** Every id on the stream, with the count of visible events up to it: none may be named before they were written. */
function checkPositions(reader: RawReader, visible: readonly number[], fromSeq: number): void {
  let written = fromSeq;
  const got: number[] = [];
  for (const frame of reader.frames) {
    if (frame.id === undefined) continue;
    const seq = parseCursor(frame.id)?.seq ?? -1;
    expect(seq).toBeGreaterThanOrEqual(written);
    if (frame.event.startsWith('stream.')) {
      const due = visible.filter((each) => each > fromSeq && each <= seq);
      if (due.length !== got.length)
        expect.fail(`${frame.event} names ${seq} after ${got.length} of ${due.length} events`);
    } else got.push(seq);
    written = seq;
  }
  expect(got).toEqual(visible.filter((seq) => seq > fromSeq));
}

it.each(['memory', 'sqlite'] as const)(
  '[HUB3] [HUB4] loses, doubles and overtakes nothing while heartbeats and readers come and go (%s)',
  async (kind) => {
    const seed = Date.now() % 1_000_000;
    process.stdout.write(`seed ${seed} (${kind})\n`);
    const random = seededRandom(seed);
    const log = kind === 'memory' ? { kind } : { kind, path: join(tempDir(), 'events.db') };
    const { open, gateway } = await startTestGateway({
      config: { log, heartbeatMs: 1, replayMaxEvents: EVENTS, logMaxEvents: EVENTS * 2, maxPerUser: 1000 },
    });
    const published: Expectation[] = [];
    const readers: { reader: RawReader; userId: string; companyId: number; fromSeq: number }[] = [];
    const join1 = async (fromSeq: number, epoch: string): Promise<void> => {
      const userId = USERS[Math.floor(random() * USERS.length)] ?? '7';
      const companyId = random() < 0.7 ? 1 : 2;
      const token = await cashierToken({ sub: userId, company_id: companyId });
      const reader = await open({ token, headers: { 'Last-Event-ID': `${epoch}-${fromSeq}` } });
      readers.push({ reader, userId, companyId, fromSeq });
    };
    const publish = async (target: Target, event: UnknownEvent) => {
      const outcome = await gateway.publish(target, event);
      return (outcome.ok ? parseCursor(outcome.id) : null) ?? expect.fail('a publish was refused');
    };
    const { epoch } = await publish({ kind: 'all' }, { unknownType: 'start', data: {} });

    for (let n = 0; n < EVENTS; ) {
      const size = 1 + Math.floor(random() * 8);
      const items = Array.from({ length: size }, (_, index) => anItem(random, n + index));
      const ids = await Promise.all(items.map(({ target, event }) => publish(target, event)));
      for (const [index, { seq }] of ids.entries()) {
        published.push({ seq, sees: items[index]?.sees ?? (() => false) });
      }
      n += size;
      // Not awaited: the reader comes in the middle of what follows.
      if (readers.length < 12 && random() < 0.03) void join1(1 + Math.floor(random() * published.length), epoch);
      if (random() < 0.2) await turns(1);
    }
    await join1(1, epoch);
    const last = await publish({ kind: 'all' }, { unknownType: 'end_of_test', data: {} });
    published.push({ seq: last.seq, sees: () => true });

    for (const { reader, userId, companyId, fromSeq } of readers) {
      await until(() => reader.events.at(-1)?.event === 'end_of_test', 'the last event', 10_000);
      const visible = published.filter(({ sees }) => sees(userId, companyId)).map(({ seq }) => seq);
      checkPositions(reader, visible, fromSeq);
    }
    const heartbeats = readers
      .flatMap(({ reader }) => reader.names())
      .filter((name) => name === 'stream.heartbeat').length;
    expect(heartbeats).toBeGreaterThan(20);
  },
  30_000,
);

interface Item {
  readonly target: Target;
  readonly event: UnknownEvent;
  readonly sees: Expectation['sees'];
}

function anItem(random: () => number, n: number): Item {
  const event = { unknownType: 'ev', data: { n, pad: 'x'.repeat(Math.floor(random() * 300)) } };
  const companyId = random() < 0.6 ? 1 : 2;
  const draw = random();
  if (draw < 0.1) return { target: { kind: 'all' }, event, sees: () => true };
  if (draw < 0.6) {
    return { target: { kind: 'company', companyId }, event, sees: (_user, company) => company === companyId };
  }
  const drawn = USERS.filter(() => random() < 0.5);
  const ids = drawn.length === 0 ? ['nobody'] : drawn;
  const sees = (user: string, company: number): boolean => company === companyId && ids.includes(user);
  return { target: { kind: 'user', companyId, ids }, event, sees };
}
