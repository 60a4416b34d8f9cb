import { join } from 'node:path';
import { fakeClock } from '@vppos/core/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EventLog } from '../src/log/eventLog.ts';
import { MemoryLog } from '../src/log/memoryLog.ts';
import { SqliteLog } from '../src/log/sqliteLog.ts';
import { anAppend } from './testing/describeEventLog.ts';
import { tempDir } from './testing/tempDir.ts';

type Step =
  | { readonly kind: 'append'; readonly items: readonly { n: number; key: string | undefined }[] }
  | { readonly kind: 'read'; readonly after: number; readonly limit: number }
  | { readonly kind: 'advance'; readonly ms: number };

const HOUR_MS = 3_600_000;
const item = fc.record({ n: fc.nat(3), key: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }) });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), items: fc.array(item, { minLength: 1, maxLength: 4 }) }),
  fc.record({ kind: fc.constant('read' as const), after: fc.nat(30), limit: fc.nat(5) }),
  fc.record({ kind: fc.constant('advance' as const), ms: fc.constantFrom(1, HOUR_MS, 9 * HOUR_MS) }),
);

it('[LOG1] [LOG3] [LOG5] [LOG6] both adapters answer the same to the same calls, whatever they are', async () => {
  const folder = tempDir();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      run += 1;
      const clock = fakeClock();
      const options = { maxEvents: 6, maxAgeMs: 10 * HOUR_MS, idempotencyMaxKeys: 3 };
      const deps = { clock, newId: () => 'e' };
      const logs = [new MemoryLog(options, deps), new SqliteLog(join(folder, `${run}.db`), options, deps)];
      for (const each of steps) {
        if (each.kind === 'advance') clock.advance(each.ms);
        else {
          const [memory, sqlite] = await Promise.all(logs.map((log) => answerOf(log, each)));
          expect(sqlite).toEqual(memory);
        }
      }
      for (const log of logs) await log.close();
    }),
    { numRuns: 40 },
  );
}, 30_000);

async function answerOf(log: EventLog, step: Exclude<Step, { kind: 'advance' }>): Promise<unknown> {
  if (step.kind === 'read') return log.read(`e-${step.after}`, step.limit);
  const appends = step.items.map(({ n, key }) =>
    key === undefined ? anAppend(n) : { ...anAppend(n), idempotency: { sub: 'backend', key, bodyHash: `${n}` } },
  );
  return [await log.append(appends), await log.bounds()];
}
