import { defineProject } from 'vitest/config';

export default defineProject({
  test: { name: 'mock-backend', environment: 'node', include: ['src/**/*.test.ts'] },
});
