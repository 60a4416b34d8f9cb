import { readFileSync } from 'node:fs';

/** One row of `apps/registry.json`: a micro-frontend that the container may load. */
export interface RegisteredApp {
  readonly name: string;
  readonly title: { readonly vi: string; readonly en: string };
  /** The container's path under which it lives. */
  readonly basePath: string;
  /** Its own server's port, unless `<NAME>_PORT` says otherwise. */
  readonly port: number;
  /** The versions of core it runs with. */
  readonly core: string;
}

/** The micro-frontends of this repository. */
export function readRegistry(): readonly RegisteredApp[] {
  const file = new URL('../../../apps/registry.json', import.meta.url);
  // Our own file; the container checks what it is sent at run time.
  return JSON.parse(readFileSync(file, 'utf8')) as RegisteredApp[];
}

/** What the container fetches at `/mfe-registry.json`. `entryOf` gives the address of an app's own server. */
export function registryDocument(addressOf: (app: RegisteredApp) => string): object {
  const remotes = readRegistry().map((app) => ({
    name: app.name,
    title: app.title,
    basePath: app.basePath,
    entry: `${addressOf(app)}/mf-manifest.json`,
    core: app.core,
  }));
  return { v: 1, remotes };
}
