import { type Clock, retryDelayMs, type Stop } from '@vppos/core/time';
import type { GatewayAnswer, GatewayClient } from './gatewayClient.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';

/** The waits after failures: 100 ms, doubling to 5 s. */
const RETRY_POLICY = { baseMs: 100, maxMs: 5000 };
/** A `Retry-After` beyond this is not believed, in ms. */
const MAX_RETRY_AFTER_MS = 60_000;

/** What the relay tells people. */
interface RelayLog {
  warn(message: string): void;
  error(message: string): void;
}

export interface RelayDeps {
  readonly outbox: Outbox;
  readonly gateway: GatewayClient;
  readonly clock: Clock;
  /** Chance in [0, 1], for the waits. */
  readonly random: () => number;
  readonly log: RelayLog;
}

export interface Relay {
  /** There may be something new to send. Cheap, and harmless at any time. */
  wake(): void;
  /** Stops; settles when the request under way has been answered or has failed. */
  stop(): Promise<void>;
}

/**
 * Sends the outbox to the gateway, one entry after the other in the order of their commits. What cannot be sent now is sent
 * later and holds up the line; what will never be accepted is buried and does not.
 */
export function startRelay(deps: RelayDeps): Relay {
  let stopped = false;
  let failures = 0;
  let hasNews = false;
  let stopWaiting: Stop | null = null;
  let running: Promise<void> | null = null;

  const pause = ({ reason, retryAfterMs }: Pick<Retry, 'reason' | 'retryAfterMs'>): void => {
    failures += 1;
    if (failures === 1) deps.log.warn(`The relay waits: ${reason}.`);
    stopWaiting = deps.clock.after(retryInMs(failures, retryAfterMs, deps.random), () => {
      stopWaiting = null;
      wake();
    });
  };

  const drain = async (): Promise<void> => {
    for (let entry = deps.outbox.next(); entry !== null && !stopped; entry = deps.outbox.next()) {
      const retry = await deliver(deps, entry);
      if (retry !== null) return pause(retry);
      failures = 0;
    }
  };

  // A commit may come while an empty look is still settling: without another look it would wait for the next one.
  const run = async (): Promise<void> => {
    while (hasNews && !stopped && stopWaiting === null) {
      hasNews = false;
      // A database that fails now wakes nobody later: it is asked again like a gateway that is away.
      await drain().catch((error: unknown) => pause({ reason: String(error), retryAfterMs: 0 }));
    }
    running = null;
  };

  const wake = (): void => {
    hasNews = true;
    if (!stopped && stopWaiting === null) running ??= run();
  };

  wake();
  return {
    wake,
    stop: async () => {
      stopped = true;
      // First what is under way: it may end in a wait of its own.
      await running;
      stopWaiting?.();
      stopWaiting = null;
    },
  };
}

function retryInMs(failures: number, retryAfterMs: number, random: () => number): number {
  return Math.max(retryDelayMs(failures, random, RETRY_POLICY), Math.min(retryAfterMs, MAX_RETRY_AFTER_MS));
}

type Retry = Extract<GatewayAnswer, { kind: 'retry' }>;

/** Sends one entry and writes down what came of it; gives back why it must be sent again, or null. */
async function deliver({ gateway, outbox, log }: RelayDeps, entry: OutboxEntry): Promise<Retry | null> {
  const answer = await send(gateway, entry);
  if (answer.kind === 'retry') {
    outbox.markFailed(entry.id);
    return answer;
  }
  if (answer.kind === 'accepted') {
    outbox.markSent(entry.id);
  } else {
    outbox.bury(entry, answer.status, answer.problem);
    log.error(`Event ${entry.id} is a dead letter: the gateway refused it with ${answer.status}.`);
  }
  return null;
}

function send(gateway: GatewayClient, entry: OutboxEntry): Promise<GatewayAnswer> {
  return entry.kind === 'publish' ? gateway.publish(entry.request) : gateway.revokeSession(entry.session);
}
