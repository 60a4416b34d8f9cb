import { defineProject } from 'vitest/config';

export default defineProject({
  test: { name: 'container', environment: 'happy-dom', include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
});
