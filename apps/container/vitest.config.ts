import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    name: 'container',
    environment: 'happy-dom',

    maxWorkers: 2,
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
  },
});
