import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    name: 'order',
    environment: 'happy-dom',
    testTimeout: 30_000,
    isolate: false,
    maxWorkers: 2,
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    setupFiles: ['src/testing/setup.ts'],
  },
});
