// @vitest-environment node

import { seededRandom } from '@vppos/core/testing';
import { describe, expect, it } from 'vitest';
import { createConnectionConfig } from './config.ts';
import { nextConnectionState } from './connection.machine.ts';
import { type ConnectionSignal, type ConnectionState, type Moment, NO_TRIES } from './connectionState.ts';

const SIGNALS: readonly ConnectionSignal[] = [
  ...(['login', 'logout', 'connect', 'disconnect', 'retry', 'accepted', 'live', 'heard', 'superseded'] as const).map(
    (type) => ({ type }),
  ),
  ...(['tokenExpiring', 'renewed', 'renewalRefused', 'renewalFailed', 'due'] as const).map((type) => ({ type })),
  ...(['suspend', 'resume', 'online', 'visible'] as const).map((type) => ({ type })),
  { type: 'login', isDegraded: true },
  { type: 'pollRefused', reason: 'forbidden' },
  { type: 'hello', heartbeatMs: 15_000 },
  { type: 'hello', heartbeatMs: Number.NaN },
  { type: 'failed', failure: { kind: 'network' } },
  ...[401, 403, 503].map(
    (status): ConnectionSignal => ({ type: 'failed', failure: { kind: 'status', status, retryAfterMs: 60_000 } }),
  ),
  ...(['deploy', 'token_expired', 'signed_out', 'kicked', 'idle'] as const).map(
    (reason): ConnectionSignal => ({ type: 'bye', reason, retryAfterMs: 1_000_000 }),
  ),
];

const CONFIG = createConnectionConfig({ environment: 'test' });

const HOLDS_A_STREAM = ['connecting', 'syncing', 'live'];

function walk(
  seed: number,
  steps: number,
  visit: (step: { from: ConnectionState; signal: ConnectionSignal; to: ConnectionState; moment: Moment }) => void,
) {
  const random = seededRandom(seed);
  let at = 1_700_000_000_000;
  let state: ConnectionState = { status: 'idle', since: at };
  for (let step = 0; step < steps; step += 1) {
    at += Math.floor(random() * 20_000) - 500;
    const signal = SIGNALS[Math.floor(random() * SIGNALS.length)] ?? { type: 'due' };
    const moment = { at, draw: random(), isDegraded: random() < 0.2, config: CONFIG };
    const next = nextConnectionState(state, signal, moment);
    visit({ from: state, signal, to: next, moment });
    state = next;
  }
}

describe('any sequence of signals', () => {
  it.each(Array.from({ length: 50 }, (_, index) => index + 1))('[CONN32] keeps its promises (seed %i)', (seed) => {
    walk(seed, 2000, ({ from, signal, to, moment: { isDegraded } }) => {
      // Only a wish or a login leaves `stopped`; only a login leaves `idle`.
      if (from.status === 'stopped' && to.status === 'connecting') {
        expect(['login', 'connect', 'retry']).toContain(signal.type);
      }
      if (from.status === 'idle' && to !== from) expect(signal.type).toBe('login');
      if (signal.type === 'logout') expect(to.status).toBe('idle');
      // Nobody but an attempt that was open becomes live.
      if (to.status === 'live' && from.status !== 'live') expect(from.status).toBe('syncing');
      // No wait is longer than what a server may ask for, with the spread on top; but for probes while polling works.
      if (to.status === 'waiting' && from.status !== 'waiting')
        expect(to.dueAt - to.since).toBeLessThanOrEqual(isDegraded ? 300_000 : 65_000);
      // What waits for nothing holds no timer.
      if (['idle', 'stopped', 'suspended'].includes(to.status)) expect(to).not.toHaveProperty('dueAt');
      if (signal.type === 'suspend') expect(HOLDS_A_STREAM).not.toContain(to.status);
    });
  });

  it('[CONN32] changes nothing by a signal that comes late', () => {
    const waiting: ConnectionState = {
      status: 'waiting',
      since: 1000,
      tries: NO_TRIES,
      dueAt: 5000,
      notBefore: 1000,
      reason: 'network',
    };
    const late = SIGNALS.filter(
      ({ type }) =>
        !['logout', 'disconnect', 'suspend', 'pollRefused', 'online', 'visible', 'connect', 'retry'].includes(type),
    );

    const changed = late.filter(
      (signal) =>
        nextConnectionState(waiting, signal, { at: 2000, draw: 1, isDegraded: false, config: CONFIG }) !== waiting,
    );

    expect(changed).toEqual([]);
  });
});
