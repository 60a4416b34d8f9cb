import { seededRandom } from '@vppos/core/testing';
import type { Viewer } from '../../src/auth/visibility.ts';
import { between, chance, pick, type Random } from './draw.ts';

/**
 * What is done to a client's stream: its socket is reset or half-closed · reading stops, beside a flood or not · it is cut
 * after so many bytes, now or in the next replay · it stays away · a second stream takes its place · it polls for a while ·
 * it comes back with a cursor that no log has written.
 */
export const FAULT_KINDS = [
  'reset',
  'half_close',
  'stall',
  'flood_stall',
  'cut',
  'cut_replay',
  'away',
  'twin',
  'poll',
  'forge',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  readonly atMs: number;
  /** Index into the plan's clients. */
  readonly client: number;
  readonly kind: FaultKind;
  /** How long it lasts. */
  readonly forMs: number;
  /** After how many bytes a cut comes. */
  readonly bytes: number;
}

/** The process ends and starts again on its log. `midPublish`: at the next moment in which a request was sent and not answered. */
export interface Restart {
  readonly atMs: number;
  readonly signal: 'SIGKILL' | 'SIGTERM';
  readonly midPublish: boolean;
  readonly downMs: number;
}

export interface PlannedClient extends Viewer {
  readonly companyId: number;
  readonly sessionId: string;
  /** How long each of its tokens is good for. */
  readonly tokenLifeS: number;
  /** Whether it asks for a cursor before its first stream, as a page that loads a snapshot does. */
  readonly startsWithCursor: boolean;
}

export interface FaultPlan {
  readonly seed: number;
  readonly seconds: number;
  readonly logMaxEvents: number;
  readonly replayMaxEvents: number;
  /** The gateway's environment, the bounds above included. */
  readonly env: Readonly<Record<string, string>>;
  readonly clients: readonly PlannedClient[];
  readonly publishers: number;
  /** Requests of nearly 1 MB that go to a stalled client alone. */
  readonly floodRequests: number;
  readonly faults: readonly Fault[];
  readonly restarts: readonly Restart[];
}

const SHORT_HEARTBEATS_MS = [1, 20, 100, 500];
/** What shops run with: no heartbeat comes to the help of a stream that is cut before. Only where a run is long enough. */
const DEFAULT_HEARTBEAT_MS = 15_000;

/** What does not fit into the buffers of a socket that is not read, and what not into the gateway's memory either: then the log may overtake it. */
const ABOVE_THE_SOCKET = 10;
const ABOVE_THE_RING = 48;

const STALLED_MAX_MS = 8000;

/** Everything about a run that is chance and not timing. The same seed and length give the same plan. */
export function drawFaultPlan(seed: number, seconds: number): FaultPlan {
  const random = seededRandom(seed);
  const isLong = seconds * 1000 > DEFAULT_HEARTBEAT_MS;
  const bounds = drawBounds(random);
  const stallMs = pick(random, [400, 1500, isLong ? 10_000 : 4000]);
  const clients = drawClients(random);
  return {
    seed,
    seconds,
    ...bounds,
    env: {
      LOG_MAX_EVENTS: `${bounds.logMaxEvents}`,
      REPLAY_MAX_EVENTS: `${bounds.replayMaxEvents}`,
      STALL_MS: `${stallMs}`,
      HEARTBEAT_MS: `${pick(random, isLong ? [...SHORT_HEARTBEATS_MS, DEFAULT_HEARTBEAT_MS] : SHORT_HEARTBEATS_MS)}`,
      DRAIN_MS: `${pick(random, [0, 100, 600])}`,
      PUBLISH_RATE: chance(random, 0.15) ? '150' : '0',
      MAX_PER_USER: '100',
    },
    clients,
    publishers: between(random, 3, 5),
    floodRequests: isLong && bounds.logMaxEvents < 1000 ? ABOVE_THE_RING : ABOVE_THE_SOCKET,
    restarts: drawRestarts(random, { lastMs: seconds * 1000, gapMaxMs: isLong ? 9000 : 4500 }),
    faults: drawFaults(random, { clients: clients.length, lastMs: seconds * 1000, stallMs }),
  };
}

/** A log that keeps everything, one that soon overtakes who is away, or replays that are soon too long. */
function drawBounds(random: Random): { logMaxEvents: number; replayMaxEvents: number } {
  return pick(random, [
    { logMaxEvents: 50_000, replayMaxEvents: 50_000 },
    { logMaxEvents: between(random, 60, 400), replayMaxEvents: 1000 },
    { logMaxEvents: 50_000, replayMaxEvents: between(random, 5, 80) },
  ]);
}

/** Two companies in which the same user, session and client ids occur. */
function drawClients(random: Random): PlannedClient[] {
  return [1, 2].flatMap((companyId) =>
    ['7', '8'].flatMap((userId) => {
      const tills = ['till-a', 'till-b', 'till-c'].slice(0, between(random, 2, 3));
      return tills.map((clientId) => drawClient(random, { companyId, userId, clientId }));
    }),
  );
}

function drawClient(random: Random, who: { companyId: number; userId: string; clientId: string }): PlannedClient {
  const sessionId = `s${who.userId}${chance(random, 0.5) ? '' : who.clientId}`;
  const tokenLifeS = chance(random, 0.3) ? between(random, 3, 6) : 3600;
  return { ...who, sessionId, tokenLifeS, startsWithCursor: chance(random, 0.5) };
}

function drawFaults(random: Random, limits: { clients: number; lastMs: number; stallMs: number }): Fault[] {
  const faults: Fault[] = [];
  for (let client = 0; client < limits.clients; client += 1) {
    for (let atMs = between(random, 50, 1200); atMs < limits.lastMs; ) {
      const fault = { atMs, client, ...drawKind(random, limits.stallMs) };
      faults.push(fault);
      // Anything sooner would end a stall before it is long enough to matter.
      atMs += between(random, 30, 1600) + (isStall(fault.kind) ? fault.forMs : 0);
    }
  }
  return faults.sort((a, b) => a.atMs - b.atMs);
}

function drawKind(random: Random, stallMs: number): Pick<Fault, 'kind' | 'forMs' | 'bytes'> {
  const kind = pick(random, FAULT_KINDS);
  const forMs = isStall(kind) ? between(random, 50, Math.min(2 * stallMs, STALLED_MAX_MS)) : between(random, 100, 2000);
  return { kind, forMs, bytes: between(random, 1, chance(random, 0.5) ? 600 : 12_000) };
}

function isStall(kind: FaultKind): boolean {
  return kind === 'stall' || kind === 'flood_stall';
}

function drawRestarts(random: Random, limits: { lastMs: number; gapMaxMs: number }): Restart[] {
  const restarts: Restart[] = [];
  for (
    let atMs = between(random, 800, 3000);
    atMs < limits.lastMs - 500;
    atMs += between(random, 2000, limits.gapMaxMs)
  ) {
    const signal = chance(random, 0.65) ? 'SIGKILL' : 'SIGTERM';
    restarts.push({ atMs, signal, midPublish: chance(random, 0.6), downMs: between(random, 0, 400) });
  }
  return restarts;
}
