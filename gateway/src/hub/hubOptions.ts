/** Times in ms; see `GatewayConfig`. */
export interface HubOptions {
  readonly heartbeatMs: number;
  readonly maxConnections: number;
  readonly maxPerUser: number;
  readonly stallMs: number;
  readonly idleTimeoutMs: number;
  readonly replayMaxEvents: number;
  readonly drainMs: number;
}
