import { defineProject } from 'vitest/config';

export default defineProject({
  test: {
    name: 'order',
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    setupFiles: ['src/testing/setup.ts'],
  },
});
