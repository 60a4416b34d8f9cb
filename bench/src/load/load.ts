import { pause } from '../pause.ts';
import type { Endpoint } from './endpoint.ts';
import { Latencies, type LatencyReport } from './latencies.ts';
import { type Faults, Ledger } from './ledger.ts';
import { Publisher, type PublishPlan } from './publisher.ts';
import { StreamSet } from './streamSet.ts';

export interface LoadStart {
  readonly endpoint: Endpoint;
  /** Streams whose deliveries are counted; stalled ones come on top. */
  readonly streams: number;
  readonly stalled?: number;
  readonly watchesEnd?: boolean;
}

export interface Settled {
  readonly deliveries: number;
  readonly published: number;
  readonly refused: number;
  readonly faults: Faults;
  readonly latency: LatencyReport;
  /** From the due time of the first event that is measured to the last delivery, in s. */
  readonly seconds: number;
}

export interface Endings {
  /** Streams that ended in each second after `since`. */
  readonly perSecond: readonly number[];
  readonly ended: number;
  readonly withBye: number;
}

const LOOK_MS = 5;

/** Everything the load process can be asked to do, on one set of streams and one publisher. */
export class Load {
  readonly #start: LoadStart;
  readonly #publisher: Publisher;
  #set: StreamSet;
  #ledger: Ledger;
  #latencies = new Latencies(1024);
  #published = 0;
  #measuredFrom = 0;
  #lastAt = 0;

  constructor(start: LoadStart) {
    this.#start = start;
    this.#publisher = new Publisher(start.endpoint);
    this.#ledger = new Ledger(start.streams);
    this.#set = this.#newSet();
  }

  /** Opens the streams; resolves with the ms it took until all were ready. */
  async open(): Promise<number> {
    const startedAt = performance.now();
    await this.#set.open(this.#start.streams);
    const { stalled = 0, streams } = this.#start;
    if (stalled > 0) await this.#set.open(stalled, { firstIndex: streams, isStalled: true });
    return performance.now() - startedAt;
  }

  /** Forgets what was measured; the streams stay open and must go on from where they are. */
  async measure(): Promise<void> {
    this.#latencies = new Latencies(1024);
    this.#measuredFrom = this.#published;
  }

  async publish(plan: PublishPlan): Promise<void> {
    this.#published += plan.count;
    await this.#publisher.publish(plan);
  }

  /** Waits until every stream has everything, at most `limitMs`; then says what came, and when. */
  async settle(limitMs: number): Promise<Settled> {
    const since = this.#publisher.dueAt[this.#measuredFrom] ?? 0;
    const end = performance.now() + limitMs;
    while (!this.#ledger.isComplete(this.#published) && performance.now() < end) await pause(LOOK_MS);
    return {
      deliveries: this.#ledger.deliveries,
      published: this.#published,
      refused: this.#publisher.refused,
      faults: this.#ledger.faults(this.#published),
      latency: this.#latencies.report(),
      seconds: (this.#lastAt - since) / 1000,
    };
  }

  /** Cuts every stream at once. */
  async drop(): Promise<void> {
    this.#set.drop();
    this.#set = this.#newSet();
  }

  /** Comes back with the id of event `n` as the cursor; resolves with the ms until all streams were ready. */
  async reopenAfter(n: number): Promise<number> {
    const cursor = this.#publisher.ids[n];
    if (cursor === undefined || cursor === null) throw new Error(`Event ${n} has no id.`);
    const startedAt = performance.now();
    await this.#set.open(this.#start.streams, { cursor });
    return performance.now() - startedAt;
  }

  /** Comes back, each stream with the id of the last event it has got. */
  async reopenEach(): Promise<void> {
    const opened: Promise<void>[] = [];
    for (let stream = 0; stream < this.#start.streams; stream += 1) {
      const last = this.#ledger.order[this.#ledger.nextOf(stream) - 1];
      const cursor = last === undefined ? null : (this.#publisher.ids[last] ?? null);
      opened.push(this.#set.open(1, { firstIndex: stream, cursor }));
    }
    await Promise.all(opened);
  }

  /** Waits until every stream has been ended by the server. `since`: `Date.now()` of the signal. */
  async awaitEnds({ since, limitMs }: { since: number; limitMs: number }): Promise<Endings> {
    const end = performance.now() + limitMs;
    while (this.#set.closed < this.#start.streams && performance.now() < end) await pause(LOOK_MS * 10);
    const sinceHere = since - Date.now() + performance.now();
    const perSecond: number[] = [];
    const endings = this.#set.endings();
    for (const { at } of endings) {
      const second = Math.max(0, Math.floor((at - sinceHere) / 1000));
      perSecond[second] = (perSecond[second] ?? 0) + 1;
    }
    const buckets = Array.from(perSecond, (count) => count ?? 0);
    return { perSecond: buckets, ended: endings.length, withBye: endings.filter(({ saidBye }) => saidBye).length };
  }

  #newSet(): StreamSet {
    return new StreamSet({
      endpoint: this.#start.endpoint,
      watchesEnd: this.#start.watchesEnd ?? false,
      onNumber: (stream, n, at) => {
        if (stream >= this.#start.streams) return;
        this.#ledger.take(stream, n);
        this.#latencies.add(at - (this.#publisher.dueAt[n] ?? at));
        this.#lastAt = at;
      },
    });
  }
}
