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
  const line = await playBank(parsed.args, {
    backendUrl: process.env['BACKEND_URL'] ?? 'http://127.0.0.1:4000',
    origin: config.allowedOrigins[0] ?? '',
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
