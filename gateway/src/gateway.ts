import type { Clock, Stop } from '@vppos/core/time';
import type { FastifyBaseLogger, FastifyPluginAsync } from 'fastify';
import type { MetadataOutcome } from './api/changeMetadata.ts';
import type { PublishableEvent, PublishOptions, PublishOutcome } from './api/publication.ts';
import type { Connection } from './hub/connection.ts';
import type { GatewayStats } from './hub/stats.ts';
import type { EndReason } from './hub/stream.ts';
import type { EventLog, Target } from './log/eventLog.ts';

export interface GatewayDeps {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** A name nobody else has, of `[A-Za-z0-9._-]{1,64}`. */
  readonly newId: () => string;
  /** Default: the one `config.log` names. The gateway closes it. */
  readonly log?: EventLog;
  /** Default: silence. Never given a token or a payload. */
  readonly logger?: Pick<FastifyBaseLogger, 'info' | 'error'>;
}

/** A running gateway. It serves once `plugin` is registered; it has to be closed or destroyed in any case. */
export interface Gateway {
  /** The routes of the contract, `/health` and `/ready` included, with their own error handler. */
  readonly plugin: FastifyPluginAsync;
  /** Open streams. */
  readonly connectedClients: number;
  /** Timers that wait on behalf of streams: 0 without streams. */
  readonly timers: number;

  /**
   * Tells one event to those whom `target` names, as `POST /api/v1/events` would for a service `gateway` without a company:
   * the same checks, rate and idempotency. Resolves once it is committed; what is refused is a value, never a throw.
   * A batch that is taken whole or not at all goes over HTTP.
   * @throws what the log throws when it cannot commit.
   * @example
   * const paid = await gateway.publish({ kind: 'company', companyId: 1 }, { type: 'order_paid', data });
   * if (!paid.ok) report(paid.refusal);
   */
  publish(target: Target, event: PublishableEvent, options?: PublishOptions): Promise<PublishOutcome>;

  /** The open streams: all, a company's, or one user's. As in `GET /api/v1/events/connections`. */
  connections(of?: { readonly companyId: number; readonly userId?: string }): readonly Connection[];
  /** The client's stream; of several users who use one client id, the stream that was opened last. Null when there is none. */
  connection(companyId: number, clientId: string): Connection | null;
  /**
   * Adds to a client's metadata; a key that is null goes. The whole keeps the bounds of `meta.*` (16 keys, 1 KiB), else 422;
   * 404 without such a client. It lasts as long as the stream: a reconnect brings its own `meta.*` and nothing else.
   */
  setMetadata(companyId: number, clientId: string, changes: Readonly<Record<string, string | null>>): MetadataOutcome;
  /** Ends a client's streams with `stream.bye {kicked}`, whose client waits at least 60 s; how many there were. */
  disconnect(companyId: number, clientId: string): number;
  /**
   * As `GET /api/v1/events/stats`: of one company, or of all with the bounds of the log.
   * @throws LogClosedError when asked for all after the log was closed.
   */
  stats(companyId?: number): Promise<GatewayStats>;

  /**
   * Hears of every stream that gets its place, from now on and until stopped: never of one that is refused, nor of one that
   * is superseded as it arrives. Called right after, in order, with what the connection was in that moment; it may call the
   * gateway. What it throws or rejects with is logged. It runs on the event loop of the streams: keep it short.
   */
  onConnected(listener: (connection: Connection) => unknown): Stop;
  /** Hears once of the end of every stream that had its place, whatever ended it; else like `onConnected`. */
  onDisconnected(listener: (connection: Connection, reason: EndReason) => unknown): Stop;

  /** Lets no stream in any more and ends the open ones spread over `drainMs`; resolves when their sockets are closed. */
  drain(): Promise<void>;
  /** Drains, then closes the log. Calling it again returns the same promise. */
  close(): Promise<void>;
  /**
   * At once: cuts every socket without a word and closes the log, also in the middle of a drain, whose `close` resolves then.
   * Resolves when the log is closed. What was published is committed; calling it again returns the same promise.
   */
  destroy(): Promise<void>;
}
