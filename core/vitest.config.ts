import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    name: 'core',
    environment: 'happy-dom',
    isolate: false,
    maxWorkers: 2,
    setupFiles: ['src/testing/domGaps.setup.ts'],
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts'],
  },
});
