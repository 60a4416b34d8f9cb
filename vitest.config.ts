import { defineConfig } from 'vitest/config';

/** What needs a port or a process of a package: left out by `npm run check`. */
function assembled(root: string) {
  return { test: { name: `${root}-assembled`, root, environment: 'node' as const, include: ['test/**/*.test.ts'] } };
}

// Each package is a project of its own, so that `vitest --project gateway` runs one. Most projects' files share their
// worker (`isolate: false`), which takes a third of the time: a test there leaves nothing behind in its page or modules.
export default defineConfig({
  test: {
    projects: [
      'core',
      'gateway',
      'mock-backend',
      'bench',
      'tools/web',
      'apps/container',
      'apps/order',
      'apps/payment',
      assembled('gateway'),
      assembled('mock-backend'),
      assembled('bench'),
      assembled('apps/container'),
    ],
    // Two cores: a third worker only makes the others late.
    maxWorkers: 2,
  },
});
