import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { realClock } from '@vppos/core/time';
import { MockBankError, playBank } from './bank/mockBank.ts';
import { parseMockBankArgs } from './bank/mockBankArgs.ts';
import { readBackendConfig } from './config.ts';

try {
  const parsed = parseMockBankArgs(process.argv.slice(2));
  if (!parsed.ok) throw new MockBankError(parsed.message);
  const config = readBackendConfig(process.env, '.');
  // The same variables as `npm start`: on other ports it must never pay another system's orders.
  const { BACKEND_PORT = '4000', BACKEND_URL = `http://127.0.0.1:${BACKEND_PORT}`, CONTAINER_PORT } = process.env;
  const origin = CONTAINER_PORT === undefined ? config.allowedOrigins[0] : `http://127.0.0.1:${CONTAINER_PORT}`;
  const line = await playBank(parsed.args, {
    backendUrl: BACKEND_URL,
    origin: origin ?? '',
    checksumKey: config.payosChecksumKey,
    fetch,
    clock: realClock,
    newId: randomUUID,
  });
  console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
