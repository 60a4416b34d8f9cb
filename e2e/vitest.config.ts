import { defineConfig } from 'vitest/config';

/** What takes too long for every day, and nothing else. */
const isLong = process.env['E2E_LONG'] === '1';
const LONG = 'src/**/*.long.e2e.ts';

// One walk at a time: each starts the real processes and a real browser on two cores.
export default defineConfig({
  test: {
    name: 'e2e',
    root: import.meta.dirname,
    environment: 'node',
    include: [isLong ? LONG : 'src/**/*.e2e.ts'],
    exclude: isLong ? [] : [LONG],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
