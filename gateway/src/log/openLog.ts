import type { Clock } from '@vppos/core/time';
import type { GatewayConfig } from '../config.ts';
import type { EventLog } from './eventLog.ts';
import { MemoryLog } from './memoryLog.ts';
import { SqliteLog } from './sqliteLog.ts';

/** The log the configuration names. @throws LogFileError when its file is in use or no log. */
export function openLog(config: GatewayConfig, deps: { clock: Clock; newId: () => string }): EventLog {
  const options = {
    maxEvents: config.logMaxEvents,
    maxAgeMs: config.logMaxAgeMs,
    idempotencyMaxKeys: config.idempotencyMaxKeys,
  };
  return config.log.kind === 'memory' ? new MemoryLog(options, deps) : new SqliteLog(config.log.path, options, deps);
}
