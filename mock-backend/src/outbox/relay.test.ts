import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeClock, fakeClock } from '@vppos/core/testing';
import type { PublishRequest } from '@vppos/core/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../db/database.ts';
import type { GatewayAnswer, GatewayClient } from './gatewayClient.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { type Relay, startRelay } from './relay.ts';

const accepted: GatewayAnswer = { kind: 'accepted' };
const later = (retryAfterMs = 0): GatewayAnswer => ({ kind: 'retry', reason: 'asleep', retryAfterMs });
const refused: GatewayAnswer = { kind: 'refused', status: 422, problem: { type: 'x', title: 'no', status: 422 } };

let dir: string;
let db: Database;
let clock: FakeClock;
let outbox: Outbox;
let relay: Relay | null;
let answers: GatewayAnswer[];
let sent: string[];
let requests: PublishRequest[];

const gateway: GatewayClient = {
  publish: async (request) => {
    requests.push(request);
    // Every payload of these tests is a notify.
    sent.push((request.data as { message: string }).message);
    return answers.shift() ?? accepted;
  },
  revokeSession: async ({ sid }) => {
    sent.push(`revoke ${sid}`);
    return answers.shift() ?? accepted;
  },
  currentCursor: async () => null,
};

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vppos-relay-'));
  db = openDatabase(dir);
  clock = fakeClock();
  outbox = createOutbox(db, clock);
  relay = null;
  [answers, sent, requests] = [[], [], []];
});
afterEach(async () => {
  await relay?.stop();
  db.close();
  rmSync(dir, { recursive: true });
});

const say = (...messages: string[]): void =>
  db.transaction(() => {
    for (const message of messages) outbox.addCompanyEvent(1, 'notify', { message });
  });
const settle = () => new Promise((resolve) => setImmediate(resolve));
const start = async (): Promise<void> => {
  const log = { warn: () => undefined, error: () => undefined };
  relay = startRelay({ outbox, gateway, clock, random: () => 1, log });
  db.onCommit(relay.wake);
  await settle();
};
const waiting = () => db.get<{ n: number }>('SELECT count(*) AS n FROM outbox WHERE sent_at IS NULL')?.n;

describe('the relay', () => {
  it('[OUTBOX2] sends what is committed in the very tick of a commit that told nothing', async () => {
    await start();
    db.transaction(() => undefined);
    say('a');
    await settle();

    expect(sent).toEqual(['a']);
  });

  it('[OUTBOX2] sends what was committed before it started and after, in order', async () => {
    say('a', 'b');
    await start();
    say('c');
    db.transaction(() => outbox.addSessionRevoked({ sid: 's1', tokensEndAt: 1 }));
    await settle();

    expect(sent).toEqual(['a', 'b', 'c', 'revoke s1']);
    expect(waiting()).toBe(0);
    expect(clock.pending()).toBe(0);
  });

  it('[OUTBOX1] sends nothing of a transaction that was rolled back', async () => {
    await start();
    expect(() =>
      db.transaction(() => {
        outbox.addCompanyEvent(1, 'notify', { message: 'never' });
        throw new Error('disk');
      }),
    ).toThrow('disk');
    say('a');
    await settle();

    expect(sent).toEqual(['a']);
  });

  it('[OUTBOX3] tries again after 100 ms, doubling to 5 s, and sends nothing out of its turn', async () => {
    answers = Array.from({ length: 9 }, () => later());
    say('a', 'b');
    await start();
    const waits: number[] = [];
    while (clock.pending() > 0) {
      const askedAt = clock.now();
      const tries = sent.length;
      for (; sent.length === tries; await settle()) clock.advance(50);
      waits.push(clock.now() - askedAt);
    }

    expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
    expect(sent).toEqual([...Array.from({ length: 10 }, () => 'a'), 'b']);
  });

  it('[OUTBOX3] waits as long as the gateway asks for, up to a minute, whatever else is committed', async () => {
    answers = [later(7000), later(3_600_000)];
    say('a');
    await start();

    say('b');
    clock.advance(6999);
    await settle();
    expect(sent).toEqual(['a']);
    clock.advance(1);
    await settle();
    expect(sent).toEqual(['a', 'a']);
    clock.advance(60_000);
    await settle();
    expect(sent).toEqual(['a', 'a', 'a', 'b']);
  });

  it('[OUTBOX4] buries what will never be accepted, with the reason, and goes on at once', async () => {
    answers = [refused];
    say('bad', 'good');
    await start();

    expect(sent).toEqual(['bad', 'good']);
    expect(db.all('SELECT outbox_id, kind, status, problem FROM dead_letters')).toEqual([
      { outbox_id: 1, kind: 'publish', status: 422, problem: '{"type":"x","title":"no","status":422}' },
    ]);
    expect(waiting()).toBe(0);
  });

  it('[OUTBOX5] repeats an entry under the same key, and no other entry or database has it', async () => {
    answers = [later()];
    say('a', 'b');
    await start();
    clock.advance(100);
    await settle();

    const [first, again, second] = requests.map((request) => request.idempotencyKey);
    expect(again).toBe(first);
    expect(second).not.toBe(first);
    expect(requests[1]).toEqual(requests[0]);
    const id = db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'database_id'")?.value ?? '-';
    expect(first).toBe(`${id}-1`);
  });

  it('[OUTBOX6] goes on where the last one stopped', async () => {
    answers = [accepted, later()];
    say('a', 'b');
    await start();
    await relay?.stop();
    expect(clock.pending()).toBe(0);

    await start();

    expect(sent).toEqual(['a', 'b', 'b']);
  });

  it('[OUTBOX7] keeps the last thousand sent entries and no more', async () => {
    say(...Array.from({ length: 1100 }, (_, n) => `${n}`));
    await start();
    while (waiting() !== 0) await settle();

    expect(db.get('SELECT count(*) AS n, max(id) AS last FROM outbox')).toEqual({ n: 1000, last: 1100 });
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    '[OUTBOX2] misses no commit, also %d steps after it found nothing more',
    async (steps) => {
      await start();
      say('a');
      // The relay comes to its end in some of these steps; the commit falls on each of them once.
      while (waiting() !== 0) await Promise.resolve();
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
      say('b');
      await settle();

      expect(sent).toEqual(['a', 'b']);
    },
  );

  it('[OUTBOX3] tries again when the database fails it, without a commit to wake it', async () => {
    const { next } = outbox;
    let failures = 2;
    outbox = {
      ...outbox,
      next: () => {
        failures -= 1;
        if (failures >= 0) throw new Error('disk');
        return next();
      },
    };
    say('a');
    await start();
    for (const waitMs of [100, 200]) {
      expect(sent).toEqual([]);
      clock.advance(waitMs);
      await settle();
    }

    expect(sent).toEqual(['a']);
  });

  it('leaves no timer behind when it is stopped while a request is under way that fails', async () => {
    answers = [later()];
    say('a');
    const log = { warn: () => undefined, error: () => undefined };
    relay = startRelay({ outbox, gateway, clock, random: () => 1, log });

    await relay.stop();

    expect(sent).toEqual(['a']);
    expect(clock.pending()).toBe(0);
  });

  it('does nothing after it was stopped, twice', async () => {
    await start();
    await relay?.stop();
    await relay?.stop();

    say('a');
    await settle();

    expect(sent).toEqual([]);
  });
});
