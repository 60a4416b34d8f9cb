import { defineConfig } from 'vitest/config';

/** What takes too long for every day, and nothing else. */
const isLong = process.env['E2E_LONG'] === '1';
const LONG = 'src/**/*.long.e2e.ts';

/** These mostly wait, for a process to start or a time to pass, and promise nothing within a second: two at a time. */
const WAITING = ['decoder', 'nginx', 'remotes', 'sessions', 'split', 'start'].map((name) => `src/${name}.e2e.ts`);

const common = {
  root: import.meta.dirname,
  environment: 'node' as const,
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

/** One walk at a time: each starts the real processes and a real browser on two cores. */
const alone = { ...common, name: 'e2e', maxWorkers: 1, sequence: { groupOrder: 0 } };
const waiting = { ...common, name: 'e2e-waiting', maxWorkers: 2, sequence: { groupOrder: 1 } };

export default defineConfig({
  test: {
    projects: isLong
      ? [{ test: { ...alone, include: [LONG] } }]
      : [
          { test: { ...alone, include: ['src/**/*.e2e.ts'], exclude: [LONG, ...WAITING] } },
          { test: { ...waiting, include: WAITING } },
        ],
  },
});
