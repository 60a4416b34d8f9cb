export type { MetadataOutcome } from './api/changeMetadata.ts';
export { notification, resourceUpdated, systemNotice } from './api/events.ts';
export type {
  KnownEvent,
  PublishableEvent,
  PublishOptions,
  PublishOutcome,
  UnknownEvent,
} from './api/publication.ts';
export {
  createTokenVerifier,
  type TokenCheck,
  type TokenClaims,
  type TokenRefusal,
  type TokenVerifier,
} from './auth/verifyToken.ts';
export {
  type ConfigOptions,
  DEMO_JWT_SECRET,
  type GatewayConfig,
  isLoopback,
  type JwtKeyConfig,
  type LogConfig,
  readGatewayConfig,
} from './config.ts';
export { createGateway } from './createGateway.ts';
export { ConfigError, type Env } from './env.ts';
export type { Gateway, GatewayDeps } from './gateway.ts';
export { onRouteError, onUnknownRoute, type Refusal, sendProblem } from './http/problem.ts';
export { serverOptions } from './http/serverOptions.ts';
export type { Connection } from './hub/connection.ts';
export type { GatewayStats } from './hub/stats.ts';
export type { EndReason } from './hub/stream.ts';
export { type Append, type EventLog, LogClosedError, type Target } from './log/eventLog.ts';
export { openLog } from './log/openLog.ts';
export { LogFileError } from './log/sqliteFile.ts';
export { openFileLimit } from './openFileLimit.ts';
