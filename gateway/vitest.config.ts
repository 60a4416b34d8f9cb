import { defineProject } from 'vitest/config';

export default defineProject({
  test: { name: 'gateway', environment: 'node', isolate: false, maxWorkers: 2, include: ['src/**/*.test.ts'] },
});
