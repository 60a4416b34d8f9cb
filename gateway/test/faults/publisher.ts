import { request } from 'node:http';
import type { Clock } from '@vppos/core/time';
import type { PublishRequest } from '@vppos/core/types';
import * as v from 'valibot';
import type { Target } from '../../src/log/eventLog.ts';
import { signToken } from '../testing/tokens.ts';
import { between, chance, type Random } from './draw.ts';
import { anEventFor, drawTarget } from './drawEvent.ts';
import type { PlannedClient } from './faultPlan.ts';
import type { Ledger } from './ledger.ts';
import type { Tally } from './tally.ts';

export interface PublisherDeps {
  readonly port: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly tally: Tally;
  readonly clients: readonly PlannedClient[];
  /** The bytes of a request are on their way, and no answer is here. */
  readonly onSent: () => void;
}

interface Item {
  readonly n: number;
  readonly target: Target;
  readonly body: PublishRequest;
}

type Answer = { readonly status: number; readonly body: unknown };
/** How a request is sent: heard out, hung up on before the answer, or twice in the same moment. */
type Manner = 'plain' | 'hang_up' | 'twins';

const receiptsSchema = v.array(v.object({ id: v.string(), duplicate: v.boolean() }));
/** Nobody was answered: the event may be in the log or not. */
const UNKNOWN: Answer = { status: 0, body: null };
const ANSWER_MAX_MS = 10_000;
const NUMBERS_EACH = 1_000_000;
const PAD_MAX_BYTES = 300;
/** A request just below 1 MiB. */
const FLOOD_ITEMS = 16;
const FLOOD_ITEM_BYTES = 64_000;

/** A backend that publishes one request after the other and never gives one up: it repeats it with its key until it is told an id. */
export class Publisher {
  readonly #deps: PublisherDeps;
  readonly #number: number;
  readonly #floods: Target[] = [];
  #count = 0;
  #isStopped = false;
  #token = '';

  constructor(number: number, deps: PublisherDeps) {
    this.#number = number;
    this.#deps = deps;
  }

  /** Runs until `stop`, and until its last request is acknowledged. */
  async run(): Promise<void> {
    this.#token = await signToken({ sub: `backend-${this.#number}`, roles: ['service'] });
    while (!this.#isStopped) {
      const flood = this.#floods.shift();
      if (flood !== undefined)
        await this.publish(
          Array.from({ length: FLOOD_ITEMS }, () => flood),
          FLOOD_ITEM_BYTES,
        );
      else await this.#publishSome();
    }
  }

  /** So many requests of nearly 1 MB each, for one client alone; one flood at a time. */
  flood(client: PlannedClient, requests: number): void {
    if (this.#floods.length > 0) return;
    const { companyId, clientId } = client;
    for (let n = 0; n < requests; n += 1) this.#floods.push({ kind: 'client', companyId, ids: [clientId] });
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Publishes one batch, once, however often it has to be said. @throws Error on a refusal or a contradiction. */
  async publish(targets: readonly Target[], bytesEach?: number): Promise<void> {
    const items = targets.map((target) =>
      this.#item(target, bytesEach ?? between(this.#deps.random, 0, PAD_MAX_BYTES)),
    );
    for (let isInDoubt = false; ; ) {
      const answers = await this.#send(items);
      const accepted = answers.filter(({ status }) => status === 202);
      const strange = answers.find(({ status }) => ![0, 202, 429, 503].includes(status));
      if (strange !== undefined) throw new Error(`A publish was answered ${JSON.stringify(strange)}.`);
      if (accepted.length > 0) return this.#acknowledge(items, accepted, isInDoubt || answers.includes(UNKNOWN));
      isInDoubt ||= answers.includes(UNKNOWN);
      this.#deps.tally.add('publishes again after', `${answers[0]?.status}`);
      await pause(this.#deps.clock, between(this.#deps.random, 5, 150));
    }
  }

  async #publishSome(): Promise<void> {
    const { random, clients, clock } = this.#deps;
    const size = chance(random, 0.15) ? between(random, 2, 15) : 1;
    await this.publish(Array.from({ length: size }, () => drawTarget(random, clients)));
    await pause(clock, between(random, 0, 8));
  }

  #item(target: Target, bytes: number): Item {
    this.#count += 1;
    const n = this.#number * NUMBERS_EACH + this.#count;
    return { n, target, body: anEventFor(target, { n, pad: 'x'.repeat(bytes) }) };
  }

  /** One answer, or those of both twins. */
  async #send(items: readonly Item[]): Promise<Answer[]> {
    const draw = this.#deps.random();
    const manner: Manner = draw < 0.04 ? 'hang_up' : draw < 0.08 ? 'twins' : 'plain';
    if (manner !== 'plain') this.#deps.tally.add('faults', `publish_${manner}`);
    const body = JSON.stringify(items.map((item) => item.body));
    const twins = manner === 'twins' ? 2 : 1;
    return Promise.all(Array.from({ length: twins }, () => this.#post(body, manner === 'hang_up')));
  }

  #acknowledge(items: readonly Item[], answers: readonly Answer[], isInDoubt: boolean): void {
    const lists = answers.map(({ body }) => v.parse(receiptsSchema, body));
    for (const [index, { n, target }] of items.entries()) {
      const receipts = lists.flatMap((list) => list[index] ?? []);
      const [first] = receipts;
      if (first === undefined || receipts.some(({ id }) => id !== first.id)) {
        throw new Error(`Event ${n} was acknowledged as ${receipts.map(({ id }) => id).join(' and ') || 'nothing'}.`);
      }
      const written = receipts.filter(({ duplicate }) => !duplicate).length;
      if (written > 1 || (written === 0 && !isInDoubt)) throw new Error(`Event ${n} was written ${written} times.`);
      this.#deps.ledger.acknowledge(first.id, { n, target });
      this.#deps.tally.add('events', 'all');
    }
  }

  #post(body: string, hangsUp: boolean): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    const at = { host: '127.0.0.1', port: this.#deps.port, path: '/api/v1/events', method: 'POST' };
    return new Promise((resolve) => {
      const sent = request({ ...at, headers, timeout: ANSWER_MAX_MS }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
        response.on('error', () => resolve(UNKNOWN));
      });
      sent.on('finish', () => {
        this.#deps.onSent();
        if (hangsUp) this.#deps.clock.after(between(this.#deps.random, 0, 3), () => sent.destroy());
      });
      sent.on('timeout', () => sent.destroy());
      sent.on('error', () => resolve(UNKNOWN));
      sent.on('close', () => resolve(UNKNOWN));
      sent.end(body);
    });
  }
}

function pause(clock: Clock, forMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(forMs, resolve);
  });
}
