import { EventEmitter } from 'node:events';
import { type FakeClock, fakeClock } from '@vppos/core/testing';
import { beforeEach, expect, it } from 'vitest';
import { Revocations } from '../auth/revocations.ts';
import type { Append, EventLog } from '../log/eventLog.ts';
import { MemoryLog } from '../log/memoryLog.ts';
import { type Hub, startHub } from './hub.ts';
import type { StreamSocket } from './stream.ts';

/** A socket that keeps what it is given. `isFull` makes it say so; extend it when a stream needs more of a socket. */
class FakeSocket extends EventEmitter {
  readonly writes: string[] = [];
  isFull = false;
  destroyed = false;
  writableLength = 0;
  bytesWritten = 0;

  write(bytes: Buffer | string): boolean {
    this.writes.push(bytes.toString());
    return !this.isFull;
  }

  destroySoon(): void {
    this.destroy();
  }

  destroy(): this {
    this.destroyed = true;
    setImmediate(() => this.emit('close'));
    return this;
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const anEvent = (n: number): Append => ({
  record: { kind: 'event', type: 'notify', json: `{"n":${n}}`, target: { kind: 'company', companyId: 1 } },
});

let clock: FakeClock;
let log: EventLog;
let hub: Hub;
let ended: string[];
let connected: string[];

beforeEach(async () => {
  clock = fakeClock();
  ended = [];
  connected = [];
  log = new MemoryLog({ maxEvents: 100, maxAgeMs: 1e9, idempotencyMaxKeys: 10 }, { clock, newId: () => 'e' });
  const options = {
    heartbeatMs: 1000,
    maxConnections: 10,
    maxPerUser: 10,
    stallMs: 500,
    idleTimeoutMs: 0,
    replayMaxEvents: 50,
    drainMs: 0,
  };
  const deps = { log, clock, random: () => 0, revocations: new Revocations(clock) };
  hub = await startHub(options, {
    ...deps,
    onConnected: (stream) => connected.push(`+ ${stream.viewer.clientId}`),
    onEnded: (stream, reason, wasConnected) => {
      ended.push(`${stream.viewer.clientId} ${reason}`);
      if (wasConnected) connected.push(`- ${stream.viewer.clientId} ${reason}`);
    },
    onFailed: (error) => expect.fail(String(error)),
  });
});

function open(clientId: string, options: { ticket?: number; cursor?: string; tokenMs?: number } = {}): FakeSocket {
  const socket = new FakeSocket();
  hub.open({
    // It has the members of a socket that a stream uses.
    socket: socket as unknown as StreamSocket,
    viewer: { companyId: 1, userId: '7', sessionId: 's7', clientId },
    ticket: options.ticket ?? hub.takeTicket(),
    metadata: {},
    tokenExpiresAt: clock.now() + (options.tokenMs ?? 3_600_000),
    head: '',
    cursor: options.cursor ?? null,
  });
  return socket;
}

it('[STR6] supersedes the one that arrived first, even when its token took longer to check', async () => {
  const early = hub.takeTicket();
  const late = hub.takeTicket();
  const newer = open('till-1', { ticket: late });
  const older = open('till-1', { ticket: early });
  await turn();

  expect(older.writes.at(-1)).toContain('stream.superseded');
  expect([older.destroyed, newer.destroyed, hub.connectedClients]).toEqual([true, false, 1]);
  expect(ended).toEqual(['till-1 superseded']);
});

it('[LIB9] does not count a stream as connected that is superseded as it arrives', async () => {
  const early = hub.takeTicket();
  open('till-1');
  open('till-1', { ticket: early });
  await turn();

  hub.stop();

  expect(connected).toEqual(['+ till-1', '- till-1 destroyed']);
});

it('[HUB9] writes everything that was committed in between in one write', async () => {
  const socket = open('till-1');
  await turn();
  const before = socket.writes.length;

  for (const n of [1, 2, 3]) await log.append([anEvent(n)]);
  await turn();

  expect(socket.writes.slice(before)).toEqual([
    [1, 2, 3].map((n) => `id: e-${n}\nevent: notify\ndata: {"n":${n}}\n\n`).join(''),
  ]);
});

it('[HUB5] writes nothing to a full socket until it drains, then the rest, and only then the heartbeat', async () => {
  const socket = open('till-1');
  await turn();
  socket.isFull = true;
  await log.append([anEvent(1)]);
  await turn();
  const before = socket.writes.length;
  await log.append([anEvent(2)]);
  clock.advance(1100);
  await turn();
  expect(socket.writes.length).toBe(before);

  socket.isFull = false;
  socket.emit('drain');
  await turn();

  expect(socket.writes.slice(before).join('')).toMatch(
    /^id: e-2\nevent: notify\n.*\n\nid: e-2\nevent: stream.heartbeat\n/,
  );
});

it('[HUB6] spares a socket that takes something, however slowly, and destroys one that takes nothing', async () => {
  const slow = open('slow');
  const stuck = open('stuck');
  for (const socket of [slow, stuck]) Object.assign(socket, { writableLength: 1000, bytesWritten: 5000 });
  await log.append([anEvent(1)]);
  await turn();

  for (let n = 0; n < 5; n += 1) {
    clock.advance(300);
    slow.writableLength -= 100;
  }
  await turn();

  expect([slow.destroyed, stuck.destroyed]).toEqual([false, true]);
  expect(ended).toEqual(['stuck stalled']);
});

it('[HUB6] spares a socket that takes a little of one big write', async () => {
  const socket = open('slow');
  Object.assign(socket, { writableLength: 32_000, bytesWritten: 32_000, _handle: { writeQueueSize: 32_000 } });
  await log.append([anEvent(1)]);
  await turn();

  for (let left = 31_000; left > 25_000; left -= 1000) {
    Object.assign(socket, { _handle: { writeQueueSize: left } });
    clock.advance(400);
  }
  await turn();

  expect([socket.destroyed, ended]).toEqual([false, []]);
});

it('[STR18] bounds the ended streams of a user whose last bytes nobody takes', async () => {
  const sockets: FakeSocket[] = [];
  for (let n = 0; n < 15; n += 1) {
    const socket = open('till-1');
    Object.assign(socket, { writableLength: 1000, destroySoon: () => undefined });
    sockets.push(socket);
  }
  await turn();

  // The last one is open, the ten before it wait: as many as a user may have.
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual([...Array(4).fill(true), ...Array(11).fill(false)]);
});

it('[HUB6] goes on watching a stuck socket when a heartbeat is due meanwhile', async () => {
  const socket = open('stuck');
  await turn();
  clock.advance(700);
  Object.assign(socket, { writableLength: 1000, bytesWritten: 5000 });
  await log.append([anEvent(1)]);
  await turn();

  clock.advance(600);
  await turn();

  expect(ended).toEqual(['stuck stalled']);
});

it('[STR7] warns no stream that was opened in the last minute of its token, and leaves no timer behind', async () => {
  const socket = open('late', { tokenMs: 59_000 });
  for (let second = 0; second < 60; second += 1) {
    clock.advance(1000);
    await turn();
  }

  expect(socket.writes.join('')).not.toContain('stream.token_expiring');
  expect(socket.writes.at(-1)).toContain('token_expired');
  expect([hub.timers, clock.pending()]).toEqual([0, 0]);
});

it('[HUB8] leaves no timer behind when a stream ends while its socket is stuck', async () => {
  const socket = open('till-1');
  Object.assign(socket, { writableLength: 1000, destroySoon: () => undefined });
  hub.kick(1, 'till-1');
  expect(hub.connectedClients).toBe(0);

  clock.advance(1000);
  await turn();

  expect(socket.destroyed).toBe(true);
  expect([hub.timers, clock.pending()]).toEqual([0, 0]);
  expect(ended).toEqual(['till-1 kicked']);
});
