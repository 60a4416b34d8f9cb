import { randomBytes, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import process from 'node:process';
import { realClock } from '@vppos/core/time';
import { readGatewayConfig } from '@vppos/gateway';
import { readBackendConfig } from './config.ts';
import { createBackend } from './createBackend.ts';

const DEFAULT_DATA_DIR = resolve(import.meta.dirname, '../../.data');

try {
  const config = readBackendConfig(process.env, DEFAULT_DATA_DIR);
  const embedded = config.gatewayUrl === null ? readGatewayConfig({ ...process.env, DATA_DIR: config.dataDir }) : null;
  const backend = await createBackend(
    { config, embedded },
    { clock: realClock, random: Math.random, bytes: randomBytes, newId: randomUUID, fetch },
  );
  const stop = (): void => {
    // Streams end spread over some seconds; asked again, at once.
    process.once('SIGTERM', () => process.exit(1)).once('SIGINT', () => process.exit(1));
    backend.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  const url = await backend.listen();
  process.once('SIGTERM', stop).once('SIGINT', stop);
  console.log(`The backend answers at ${url}${embedded === null ? '' : ', with the gateway in the same process'}.`);
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  const busy = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const port = process.env['PORT'] ?? '4000';
  const reason = error instanceof Error ? error.message : String(error);
  console.error(busy ? `Port ${port} is busy: stop what uses it, or choose another with PORT.` : reason);
  process.exit(1);
}
