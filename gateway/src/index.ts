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
export { createGateway, type Gateway, type GatewayDeps } from './createGateway.ts';
export { ConfigError, type Env } from './env.ts';
export { onRouteError, onUnknownRoute, type Refusal, sendProblem } from './http/problem.ts';
export { serverOptions } from './http/serverOptions.ts';
export { LogFileError } from './log/sqliteFile.ts';
export { openFileLimit } from './openFileLimit.ts';
export type { PublishOutcome } from './publish/publish.ts';
export type { Publisher } from './publish/readRequest.ts';
