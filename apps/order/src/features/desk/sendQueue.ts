import { type Clock, retryDelayMs, type Stop } from '@vppos/core/time';
import type { QueuedOrder } from './desk.types.ts';
import type { DeskKeeper } from './keepDesk.ts';
import type { Outcome } from './newOrder.ts';
import type { DeskEdit } from './nextDesk.ts';
import { IDLE, nextSender, type SenderSignal, type SenderState } from './sender.machine.ts';

export interface SenderDeps {
  readonly keeper: DeskKeeper;
  /** Sends one order. Never rejects. */
  readonly send: (order: QueuedOrder, signal: AbortSignal) => Promise<Outcome>;
  /** Runs `round` while no other tab of the browser does; rejects when `signal` aborts before. */
  readonly exclusively: (round: () => Promise<void>, signal: AbortSignal) => Promise<void>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onMade: (orderId: number) => void;
}

export interface Sender {
  /** It may well go now: a new order, the network back, a person asks. */
  readonly ask: () => void;
  readonly stop: Stop;
}

/** The oldest that waits and was not tried in this round. */
export function nextToSend(queue: readonly QueuedOrder[], tried: ReadonlySet<string>): QueuedOrder | undefined {
  return queue.find(({ key, refusal }) => refusal === null && !tried.has(key));
}

/** Sends what waits in the queue, in order, until the server has answered for each. Goes by itself until stopped. */
export function sendQueue(deps: SenderDeps): Sender {
  const { keeper, clock, random } = deps;
  const life = new AbortController();
  let state: SenderState = IDLE;
  let stopTimer: Stop = () => undefined;

  const on = (signal: SenderSignal): void => {
    const before = state;
    state = nextSender(state, signal);
    if (state === before) return;
    stopTimer();
    const isNewRound = state.status === 'sending' && (before.status !== 'sending' || signal.type === 'ended');
    if (isNewRound) void run();
    if (state.status === 'waiting')
      stopTimer = clock.after(retryDelayMs(state.failures, random), () => on({ type: 'due' }));
  };
  const run = async (): Promise<void> => {
    let isDone = false;
    const round = async (): Promise<void> => {
      isDone = await sendAll(deps, life.signal);
    };
    await deps.exclusively(round, life.signal).catch(reportUnless(life.signal));
    on({ type: 'ended', isDone });
  };
  const notice = (): void => {
    if (nextToSend(keeper.view().desk.queue, NONE) !== undefined) on({ type: 'noticed' });
  };

  const unsubscribe = keeper.subscribe(notice);
  notice();
  return {
    ask: () => on({ type: 'asked' }),
    stop: () => {
      unsubscribe();
      on({ type: 'stopped' });
      life.abort();
    },
  };
}

const NONE: ReadonlySet<string> = new Set();

/** One round. True when nothing is left that waits. */
async function sendAll({ keeper, send, clock, onMade }: SenderDeps, signal: AbortSignal): Promise<boolean> {
  const tried = new Set<string>();
  for (;;) {
    // Only what is stored is sent: a crash loses nothing then, and what another tab has sent meanwhile is not sent again.
    const { queue } = await keeper.refresh();
    const next = nextToSend(queue, tried);
    if (signal.aborted || next === undefined) return nextToSend(queue, NONE) === undefined;
    tried.add(next.key);
    const outcome = await send(next, signal);
    // Whose answer it is may no longer be known; the key makes the next try the same order.
    if (signal.aborted) return false;
    await keeper.edit(editOf(next, outcome, clock.now()));
    if (outcome.kind === 'made') onMade(outcome.orderId);
    if (outcome.kind === 'unanswered' && outcome.isCut) return false;
  }
}

function editOf({ key }: QueuedOrder, outcome: Outcome, at: number): DeskEdit {
  switch (outcome.kind) {
    case 'made':
      return { type: 'made', key, orderId: outcome.orderId, at };
    case 'refused':
      return { type: 'refused', key, why: outcome.why };
    case 'unanswered':
      return { type: 'unanswered', key };
  }
}

function reportUnless(signal: AbortSignal) {
  return (error: unknown): void => {
    if (!signal.aborted) reportError(error);
  };
}
