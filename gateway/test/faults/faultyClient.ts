import type { Clock } from '@vppos/core/time';
import { signToken } from '../testing/tokens.ts';
import { ClientView } from './clientView.ts';
import { between, chance, type Random } from './draw.ts';
import type { Fault, FaultKind, PlannedClient } from './faultPlan.ts';
import { drawForgedCursor, type ForgedCursor } from './forgedCursor.ts';
import type { History } from './history.ts';
import { readPage } from './page.ts';
import { StreamConnection } from './streamConnection.ts';
import type { Tally } from './tally.ts';

export interface ClientDeps {
  readonly port: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly history: History;
  readonly tally: Tally;
  /** The client has seen what no gateway may do. */
  readonly onFailed: (error: unknown) => void;
}

const RETRY_MS = { min: 5, max: 250 };
/** How often a cut follows a resync at once. */
const CUT_AFTER_RESYNC = 0.3;
const HALF_CLOSE_MAX_MS = 5000;
/** A token that ends during the run may also end on its way. */
const MAY_EXPIRE_S = 60;

/**
 * A till with the worst of luck. It follows the protocol as a page does (cursor after dispatch, reconnect with it, poll with
 * it) and writes down what it sees; `suffer` is what happens to it.
 */
export class FaultyClient {
  readonly plan: PlannedClient;
  readonly view: ClientView;
  /** Streams that were left open on purpose. */
  readonly left: StreamConnection[] = [];
  readonly #deps: ClientDeps;
  #connection: StreamConnection | null = null;
  #goOn: () => void = () => undefined;
  #isSettled = false;
  #isStopped = false;
  #awayMs = 0;
  #pollUntil = 0;
  #cutNextAfter: number | null = null;
  #isForging = false;

  constructor(plan: PlannedClient, deps: ClientDeps) {
    this.plan = plan;
    this.#deps = deps;
    this.view = new ClientView({ ...deps, onResync: () => this.#resynced() });
  }

  /** Runs until `stop`. */
  async run(): Promise<void> {
    try {
      while (this.plan.startsWithCursor && this.view.cursor === null && !this.#isStopped) await this.#poll();
      while (!this.#isStopped) {
        if (this.#deps.clock.now() < this.#pollUntil) await this.#poll();
        else await this.#stream();
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** False when there is no stream to do it to. */
  suffer(fault: Fault): boolean {
    const connection = this.#connection;
    if (this.#isSettled || connection === null) return false;
    this.#deps.tally.add('faults', fault.kind);
    this.#deps.history.note(`-- ${fault.kind} for ${fault.forMs} ms, ${fault.bytes} bytes`);
    this.#inflict[fault.kind](connection, fault);
    return true;
  }

  /** From here on nothing happens to it any more. */
  settle(): void {
    this.#isSettled = true;
    this.#pollUntil = 0;
    this.#isForging = false;
    this.#connection?.resume();
    this.#connection?.cutAfter(Number.POSITIVE_INFINITY);
  }

  stop(): void {
    this.#isStopped = true;
    for (const connection of [...this.left, this.#connection]) connection?.reset();
  }

  readonly #inflict: Readonly<Record<FaultKind, (connection: StreamConnection, fault: Fault) => void>> = {
    reset: (connection) => connection.reset(),
    half_close: (connection) => this.#halfClose(connection),
    stall: (connection, fault) => this.#stall(connection, fault),
    // The flood itself is the publishers' part.
    flood_stall: (connection, fault) => this.#stall(connection, fault),
    cut: (connection, { bytes }) => connection.cutAfter(bytes),
    cut_replay: (connection, { forMs, bytes }) => {
      this.#awayMs = forMs;
      this.#cutNextAfter = bytes;
      connection.reset();
    },
    away: (connection, { forMs }) => {
      this.#awayMs = forMs;
      connection.reset();
    },
    twin: (connection) => {
      connection.leave();
      this.left.push(connection);
      this.#goOn();
    },
    poll: (connection, { forMs }) => {
      this.#pollUntil = this.#deps.clock.now() + forMs;
      connection.reset();
    },
    forge: (connection) => {
      this.#isForging = true;
      connection.reset();
    },
  };

  #stall(connection: StreamConnection, { forMs }: Fault): void {
    connection.pause();
    this.#deps.clock.after(forMs, () => connection.resume());
  }

  #halfClose(connection: StreamConnection): void {
    connection.halfClose();
    this.#deps.clock.after(HALF_CLOSE_MAX_MS, () => {
      if (!connection.isClosed) this.#fail(new Error('a stream whose reader said goodbye was never closed'));
    });
  }

  async #stream(): Promise<void> {
    const token = await this.#token();
    const forged = this.#forge();
    const cursor = forged?.cursor ?? this.view.cursor;
    this.#deps.history.add({ kind: 'open', after: cursor, forged: forged?.reason ?? null });
    const { port } = this.#deps;
    const connection = new StreamConnection({
      port,
      token,
      clientId: this.plan.clientId,
      cursor,
      cutAfter: this.#isSettled ? null : this.#cutNextAfter,
      onFrame: (frame) => this.#try(() => this.view.take(frame)),
    });
    this.#cutNextAfter = null;
    this.#connection = connection;
    if (this.#isStopped) connection.reset();
    const wentOn = new Promise<void>((resolve) => {
      this.#goOn = resolve;
    });
    await Promise.race([connection.closed, wentOn]);
    this.#connection = null;
    this.#deps.history.note(`-- ${connection.isClosed ? 'closed' : 'left'} (${connection.status})`);
    if (!this.#mayAnswer(connection.status)) throw new Error(`A stream was answered ${connection.status}.`);
    if (connection.isClosed) await this.#rest();
  }

  #forge(): ForgedCursor | null {
    if (!this.#isForging || this.view.cursor === null) return null;
    this.#isForging = false;
    return drawForgedCursor(this.#deps.random, this.view.cursor);
  }

  #resynced(): void {
    if (this.#isSettled || this.#connection === null || !chance(this.#deps.random, CUT_AFTER_RESYNC)) return;
    this.#deps.tally.add('faults', 'cut_after_resync');
    this.#connection.reset();
  }

  #mayAnswer(status: number): boolean {
    return [0, 200, 503].includes(status) || (status === 401 && this.plan.tokenLifeS < MAY_EXPIRE_S);
  }

  async #poll(): Promise<void> {
    const { port, random, history } = this.#deps;
    const forged = this.#forge();
    const after = forged?.cursor ?? this.view.cursor;
    const { clientId } = this.plan;
    const request = { token: await this.#token(), clientId, after, limit: between(random, 1, 60) };
    const { status, page } = await readPage(port, request);
    if (!this.#mayAnswer(status)) throw new Error(`A page was answered ${status}.`);
    if (page === null) return this.#rest();
    history.add({ kind: 'open', after, forged: forged?.reason ?? null });
    this.view.takePage(page);
    if (!page.more) await this.#rest();
  }

  #token(): Promise<string> {
    const { userId, companyId, sessionId, tokenLifeS } = this.plan;
    const exp = Math.floor(this.#deps.clock.now() / 1000) + tokenLifeS;
    return signToken({ sub: userId, company_id: companyId, sid: sessionId, roles: ['cashier'] }, { exp });
  }

  /** Nobody hears what is thrown inside a socket's listener. */
  #try(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#deps.onFailed(error);
  }

  #rest(): Promise<void> {
    const awayMs = this.#isSettled ? 0 : this.#awayMs;
    this.#awayMs = 0;
    const delayMs = awayMs + between(this.#deps.random, RETRY_MS.min, RETRY_MS.max);
    return new Promise((resolve) => {
      this.#deps.clock.after(delayMs, resolve);
    });
  }
}
