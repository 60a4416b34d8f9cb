import { readFileSync } from 'node:fs';
import path from 'node:path';

interface SharedModule {
  readonly singleton: true;
  readonly requiredVersion: string;
  readonly version?: string;
  readonly strictVersion?: boolean;
}

/** What the build reads from an app's `package.json`. */
export interface AppManifest {
  readonly directory: string;
  readonly name: string;
  readonly isContainer: boolean;
  /** What the page must have once, by the name federation wants. */
  readonly shared: Record<string, SharedModule>;
}

/** Packages whose state is the page's: two copies are two Reacts, two buses of hooks, two languages. */
const SHARED_PACKAGES = ['react', 'react-dom', 'react-redux', '@reduxjs/toolkit', 'i18next', 'react-i18next'];

export function readAppManifest(directory: string): AppManifest {
  const manifest = readManifest(directory);
  const name = manifest.name.replace('@vppos/', '');
  return { directory, name, isContainer: name === 'container', shared: sharedModules(directory, manifest) };
}

function sharedModules(directory: string, manifest: PackageManifest): AppManifest['shared'] {
  const shared: Record<string, SharedModule> = {};
  for (const name of SHARED_PACKAGES) {
    const pinned = manifest.dependencies?.[name];
    if (pinned === undefined) continue;
    const module: SharedModule = { singleton: true, requiredVersion: `^${pinned}` };
    shared[name] = module;
    // With the slash a subpath is shared too: without it `react-dom/client` is bundled twice.
    shared[`${name}/`] = module;
  }
  // `workspace:*` is no version: core's own is read, so that an MFE built against another major is refused.
  const core = readManifest(path.join(directory, 'node_modules/@vppos/core'));
  const range = `^${core.version.split('.')[0]}.0.0`;
  shared['@vppos/core/'] = { singleton: true, requiredVersion: range, version: core.version, strictVersion: true };
  return shared;
}

interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function readManifest(directory: string): PackageManifest {
  // Our own files, written by us: their shape is what npm asks of every package.
  return JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as PackageManifest;
}
