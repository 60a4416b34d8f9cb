import { parseCursor } from '@vppos/core/protocol';
import { seededRandom } from '@vppos/core/testing';
import type { Clock, Stop } from '@vppos/core/time';
import { until } from '../testing/until.ts';
import { checkHistory, type Violation } from './checkHistory.ts';
import type { Fault, FaultPlan, PlannedClient, Restart } from './faultPlan.ts';
import { FaultyClient } from './faultyClient.ts';
import { freePort, GatewayProcess } from './gatewayProcess.ts';
import { History } from './history.ts';
import { Ledger } from './ledger.ts';
import { ownTimers } from './ownTimers.ts';
import { Publisher } from './publisher.ts';
import { Tally } from './tally.ts';

const HISTORY_LINES = 30;
const SETTLE_MAX_MS = 20_000;
const TASK_MAX_MS = 20_000;

/** One run of a plan against the real process. `run` resolves with its counts, and throws what it has found. */
export class FaultRun {
  readonly #plan: FaultPlan;
  readonly #clock: Clock;
  readonly #stopTimers: Stop;
  readonly #ledger = new Ledger();
  readonly #tally = new Tally();
  readonly #gateway: GatewayProcess;
  readonly #clients: FaultyClient[];
  readonly #histories: { readonly client: PlannedClient; readonly history: History }[] = [];
  readonly #publishers: Publisher[];
  #failure: unknown = null;
  #sent: () => void = () => undefined;

  private constructor(plan: FaultPlan, at: { port: number; logFile: string }, realClock: Clock) {
    const { clock, stopAll } = ownTimers(realClock);
    this.#plan = plan;
    this.#clock = clock;
    this.#stopTimers = stopAll;
    const { port } = at;
    const env = { ...plan.env, PORT: `${port}`, GATEWAY_LOG: `sqlite:${at.logFile}` };
    this.#gateway = new GatewayProcess({
      env,
      clock,
      onFailed: (error) => this.#fail(error),
      onStreamEnded: (reason) => this.#tally.add('ended', reason),
    });
    const common = { port, clock, tally: this.#tally };
    this.#clients = plan.clients.map((client, index) => {
      const random = seededRandom(plan.seed * 1000 + index);
      const history = new History(clock);
      const onFailed = (error: unknown): void =>
        this.#fail(tellOf(client, history, { sentence: String(error), index: history.steps.length - 1 }));
      this.#histories.push({ client, history });
      return new FaultyClient(client, { ...common, random, history, onFailed });
    });
    this.#publishers = Array.from({ length: plan.publishers }, (_, index) => {
      const random = seededRandom(plan.seed * 1000 + 500 + index);
      const ends = { ledger: this.#ledger, clients: plan.clients, onSent: () => this.#sent() };
      return new Publisher(index + 1, { ...common, ...ends, random });
    });
  }

  static async prepare(plan: FaultPlan, logFile: string, clock: Clock): Promise<FaultRun> {
    return new FaultRun(plan, { port: await freePort(), logFile }, clock);
  }

  /** The counts, in one line. @throws Error that tells seed, sentence and the last lines of the client's history. */
  async run(): Promise<string> {
    await this.#within('the gateway to start', this.#gateway.start());
    for (const client of this.#clients) void client.run();
    const publishing = this.#publishers.map((publisher) => publisher.run().catch((error) => this.#fail(error)));
    for (const fault of this.#plan.faults) this.#clock.after(fault.atMs, () => this.#inflict(fault));
    await this.#restarts();
    for (const client of this.#clients) client.settle();
    for (const publisher of this.#publishers) publisher.stop();
    await this.#within('the publishers to be acknowledged', Promise.all(publishing));
    await this.#settle();
    this.#judge();
    return this.tell();
  }

  /** Leaves nothing running. */
  async stop(): Promise<void> {
    for (const publisher of this.#publishers) publisher.stop();
    for (const client of this.#clients) client.stop();
    await this.#gateway.end('SIGKILL');
    this.#stopTimers();
  }

  tell(): string {
    const { seed, seconds, env } = this.#plan;
    const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    return `seed ${seed}, ${seconds} s · ${this.#tally.tell()} · ${settings.join(' ')}`;
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
  }

  #inflict(fault: Fault): void {
    const client = this.#clients[fault.client];
    if (client === undefined || !client.suffer(fault) || fault.kind !== 'flood_stall') return;
    this.#publishers[0]?.flood(client.plan, this.#plan.floodRequests);
  }

  /** Lasts as long as the plan says. */
  async #restarts(): Promise<void> {
    const startedAt = this.#clock.now();
    const leftMs = (atMs: number): number => Math.max(0, startedAt + atMs - this.#clock.now());
    for (const restart of this.#plan.restarts) {
      await this.#wait(leftMs(restart.atMs));
      if (this.#failure !== null) return;
      await this.#restart(restart);
    }
    await this.#wait(leftMs(this.#plan.seconds * 1000));
  }

  async #restart({ signal, midPublish, downMs }: Restart): Promise<void> {
    this.#tally.add('restarts', midPublish ? `${signal} amid a publish` : signal);
    for (const { history } of this.#histories) history.note(`-- ${signal}`);
    if (midPublish) {
      const sent = new Promise<void>((resolve) => {
        this.#sent = resolve;
      });
      await this.#within('a publish', sent);
    }
    await this.#within(`the gateway to end on ${signal}`, this.#gateway.end(signal));
    await this.#wait(downMs);
    await this.#within('the gateway to start again', this.#gateway.start());
  }

  /** Waits until the last event has come to everyone, and every stream that was left is closed. */
  async #settle(): Promise<void> {
    if (this.#failure !== null) return;
    await this.#publishers[0]?.publish([{ kind: 'all' }]);
    const isServed = ({ view }: FaultyClient): boolean =>
      (parseCursor(view.cursor ?? '')?.seq ?? -1) >= this.#ledger.lastSeq;
    const isDone = (): boolean =>
      this.#clients.every((client) => isServed(client) && client.left.every(({ isClosed }) => isClosed));
    // A client that never arrives is told below, with its history.
    await until(() => this.#failure !== null || isDone(), 'everyone to be served', SETTLE_MAX_MS).catch(
      () => undefined,
    );
    for (const client of this.#clients) {
      if (client.left.some(({ isClosed }) => !isClosed)) this.#fail(new Error('A superseded stream was never closed.'));
    }
  }

  #judge(): void {
    const holes = this.#ledger.holes();
    if (this.#failure === null && holes.length > 0) {
      this.#fail(new Error(`Nobody was told of ${holes.slice(0, 5).join(', ')}: written twice, or lost.`));
    }
    for (const { client, history } of this.#histories) {
      const measure = { ...this.#plan, ledger: this.#ledger, viewer: client };
      const violation = this.#failure === null ? checkHistory(history.steps, measure, true) : null;
      if (violation === null) continue;
      this.#fail(tellOf(client, history, violation));
    }
    if (this.#failure === null) return;
    const repeat = `FAULT_SEED=${this.#plan.seed} FAULT_SECONDS=${this.#plan.seconds} npm run test:long`;
    throw new Error(
      `${this.tell()}\n${String(this.#failure)}\nThe same chance again, though not the same timing: ${repeat}`,
    );
  }

  /** Whatever hangs fails by its name. */
  #within(what: string, task: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#clock.after(TASK_MAX_MS, () => {
        this.#fail(new Error(`Waited ${TASK_MAX_MS} ms for ${what}.`));
        resolve();
      });
      void task.finally(() => {
        stop();
        resolve();
      });
    });
  }

  #wait(forMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.after(forMs, resolve);
    });
  }
}

function tellOf(client: PlannedClient, history: History, { sentence, index }: Violation): Error {
  const { companyId, userId, sessionId, clientId } = client;
  const who = `Client ${clientId} of user ${userId}, session ${sessionId}, company ${companyId}`;
  return new Error(`${who}: ${sentence}\n${history.tell(index, HISTORY_LINES)}`);
}
