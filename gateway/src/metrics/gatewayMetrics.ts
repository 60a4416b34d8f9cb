import { Registry } from 'prom-client';
import type { Hub } from '../hub/hub.ts';
import type { Counts } from '../hub/tally.ts';
import type { EventLog } from '../log/eventLog.ts';
import { END_REASONS, REFUSAL_REASONS, RESYNC_REASONS, STATUSES, TYPES } from './knownLabels.ts';
import { addMetric, type Metric } from './metric.ts';
import { ProcessMetrics } from './processMetrics.ts';
import { writeDelayText } from './writeDelayText.ts';

export interface MetricsSource {
  readonly hub: Pick<Hub, 'connectedClients' | 'isFresh' | 'tally'>;
  readonly log: Pick<EventLog, 'knownBounds'>;
  readonly maxConnections: number;
}

/** What Prometheus reads. Nothing is written here while events flow: every number is read when somebody scrapes. */
export class GatewayMetrics {
  readonly #source: MetricsSource;
  readonly #registry = new Registry();
  readonly #process = new ProcessMetrics();
  /** Summed once a scrape. */
  #counts: Counts;

  constructor(source: MetricsSource) {
    this.#source = source;
    this.#counts = source.hub.tally.sum();
    const metrics = [...streamMetrics, ...eventMetrics, ...logMetrics].map(({ name, read, ...rest }) => ({
      ...rest,
      name: `vppos_gateway_${name}`,
      read: () => read(source, this.#counts),
    }));
    for (const metric of [...metrics, ...this.#process.metrics()]) addMetric(this.#registry, metric);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(): Promise<string> {
    const { tally } = this.#source.hub;
    this.#counts = tally.sum();
    return `${await this.#registry.metrics()}\n${writeDelayText(tally.writeDelay)}`;
  }

  stop(): void {
    this.#process.stop();
  }
}

/** Named without the prefix. A label's values are bounded, and never a company, a person or anything of theirs. */
type GatewayMetric = Omit<Metric, 'read'> & {
  readonly read: (source: MetricsSource, counts: Counts) => ReturnType<Metric['read']>;
};

const streamMetrics: readonly GatewayMetric[] = [
  { kind: 'gauge', name: 'streams_open', help: 'Open streams.', read: ({ hub }) => hub.connectedClients },
  {
    kind: 'gauge',
    name: 'streams_max',
    help: 'Open streams this process allows.',
    read: ({ maxConnections }) => maxConnections,
  },
  {
    kind: 'counter',
    name: 'streams_opened_total',
    help: 'Streams opened.',
    read: (_source, { opened }) => opened,
  },
  {
    kind: 'counter',
    name: 'streams_ended_total',
    help: 'Streams ended, by reason.',
    label: 'reason',
    known: END_REASONS,
    read: (_source, { ended }) => ended,
  },
  {
    kind: 'counter',
    name: 'streams_stalled_total',
    help: 'Streams cut because their socket took nothing for STALL_MS, those that were ending included.',
    read: (_source, { stalled }) => stalled,
  },
  {
    kind: 'counter',
    name: 'streams_refused_total',
    help: 'Streams refused, by reason.',
    label: 'reason',
    known: REFUSAL_REASONS,
    read: ({ hub }) => hub.tally.refusedStreams,
  },
  {
    kind: 'counter',
    name: 'written_bytes_total',
    help: 'Bytes handed to the sockets of streams.',
    read: (_source, { bytes }) => bytes,
  },
];

const eventMetrics: readonly GatewayMetric[] = [
  {
    kind: 'counter',
    name: 'events_published_total',
    help: 'Events committed, by type.',
    label: 'type',
    known: TYPES,
    read: (_source, { published }) => published,
  },
  {
    kind: 'counter',
    name: 'publishes_refused_total',
    help: 'Requests to publish that were refused, by HTTP status.',
    label: 'status',
    known: STATUSES,
    read: ({ hub }) => hub.tally.refusedPublishes,
  },
  {
    kind: 'counter',
    name: 'events_delivered_total',
    help: 'Events written to live streams, by type.',
    label: 'type',
    known: TYPES,
    read: (_source, { delivered }) => delivered,
  },
  {
    kind: 'counter',
    name: 'events_replayed_total',
    help: 'Events written to streams that were catching up, by type.',
    label: 'type',
    known: TYPES,
    read: (_source, { replayed }) => replayed,
  },
  {
    kind: 'counter',
    name: 'resyncs_total',
    help: 'Orders to refetch because events could not be replayed, by reason.',
    label: 'reason',
    known: RESYNC_REASONS,
    read: (_source, { resynced }) => resynced,
  },
];

const logMetrics: readonly GatewayMetric[] = [
  {
    kind: 'gauge',
    name: 'log_entries',
    help: 'Entries the log keeps.',
    read: ({ log }) => log.knownBounds().lastSeq - log.knownBounds().firstSeq + 1,
  },
  {
    kind: 'gauge',
    name: 'log_first_seq',
    help: 'The oldest entry kept.',
    read: ({ log }) => log.knownBounds().firstSeq,
  },
  { kind: 'gauge', name: 'log_last_seq', help: 'The newest entry.', read: ({ log }) => log.knownBounds().lastSeq },
  {
    kind: 'gauge',
    name: 'log_fresh',
    help: '1 while everything committed reaches the streams, 0 while the tail of the log is lost.',
    read: ({ hub }) => (hub.isFresh ? 1 : 0),
  },
];
