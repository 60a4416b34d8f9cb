import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { createSite } from '../../tools/web/src/site.ts';

/** The other team's micro-frontend, on a server of its own. */
export interface Visitor {
  readonly url: string;
  /** Puts it into the registry that this browser is given. */
  register(context: BrowserContext): Promise<void>;
  stop(): Promise<void>;
}

const DIRECTORY = path.resolve(import.meta.dirname, '../visitor');

/** Serves the visitor's build, which `turbo run build` made like every other app's. */
export async function startVisitor(): Promise<Visitor> {
  const site = await createSite({ directory: path.join(DIRECTORY, 'dist/web') });
  const url = await site.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    register: async (context) => {
      await context.route('**/mfe-registry.json', async (route) => {
        const registry = (await (await route.fetch()).json()) as { v: number; remotes: object[] };
        const row = {
          name: 'visitor',
          title: { vi: 'Khách', en: 'Visitor' },
          basePath: '/visitor',
          entry: `${url}/mf-manifest.json`,
          core: '^1.0.0',
        };
        await route.fulfill({ json: { ...registry, remotes: [...registry.remotes, row] } });
      });
    },
    stop: () => site.close(),
  };
}
