import { defineConfig } from 'vitest/config';

/** What takes too long for every day, and nothing else. */
const isLong = process.env['E2E_LONG'] === '1';
const LONG = 'src/**/*.long.e2e.ts';

/** These promise something within a second or two: nothing else may run beside them. */
const TIMED = filesOf('cuts', 'payment', 'tabs');
/** These mostly wait, for a process to start or a time to pass: beside each other, not beside what is busy. */
const WAITING = filesOf('decoder', 'nginx', 'remotes', 'sessions', 'split', 'start');

const common = {
  root: import.meta.dirname,
  environment: 'node' as const,
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/** Each walk starts the real processes and a real browser: on two cores one or two at a time. */
const alone = { ...common, name: 'e2e', maxWorkers: 1, sequence: { groupOrder: 0 } };
const waiting = { ...common, name: 'e2e-waiting', maxWorkers: 2, sequence: { groupOrder: 1 } };
const busy = { ...common, name: 'e2e-busy', maxWorkers: 2, sequence: { groupOrder: 2 } };

export default defineConfig({
  test: {
    projects: isLong
      ? [{ test: { ...alone, include: [LONG] } }]
      : [
          { test: { ...alone, include: TIMED } },
          { test: { ...waiting, include: WAITING } },
          { test: { ...busy, include: ['src/**/*.e2e.ts'], exclude: [LONG, ...TIMED, ...WAITING] } },
        ],
  },
});

function filesOf(...names: readonly string[]): string[] {
  return names.map((name) => `src/${name}.e2e.ts`);
}
