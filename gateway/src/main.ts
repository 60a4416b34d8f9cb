import { randomUUID } from 'node:crypto';
import { realClock } from '@vppos/core/time';
import { readGatewayConfig } from './config.ts';
import { createGateway } from './createGateway.ts';
import { createServer, serve } from './http/server.ts';
import { openFileLimit } from './openFileLimit.ts';
import { startFailure } from './startFailure.ts';

const fail = (error: unknown): never => {
  console.error(startFailure(error, process.env));
  process.exit(1);
};

try {
  const config = readGatewayConfig(process.env, { openFileLimit: openFileLimit() });
  const app = createServer(config);
  const deps = { clock: realClock, random: Math.random, newId: randomUUID, logger: app.log };
  const gateway = await createGateway(config, deps);
  const url = await serve(app, gateway, config);
  console.log(`gateway ready at ${url}, at most ${config.maxConnections} streams`);

  const stop = (): void => {
    process.once('SIGTERM', () => process.exit(1)).once('SIGINT', () => process.exit(1));
    gateway
      .close()
      .then(() => app.close())
      .then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
} catch (error) {
  fail(error);
}
