import { defineConfig } from 'vitest/config';

// Each package is a project of its own, so that `vitest --project gateway` runs one.
export default defineConfig({
  test: {
    projects: ['core', 'gateway', 'mock-backend', 'bench', 'tools/web', 'apps/container', 'apps/order', 'apps/payment'],
    // Two cores: a third worker only makes the others late.
    maxWorkers: 2,
  },
});
