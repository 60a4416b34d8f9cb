import { defineProject } from 'vitest/config';

export default defineProject({
  test: { name: 'web', environment: 'node', maxWorkers: 2, include: ['src/**/*.test.ts', 'test/**/*.test.ts'] },
});
