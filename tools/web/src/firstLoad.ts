import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a first visit may cost, in bytes after gzip. */
export const SHELL_BUDGET = 200_000;
/** What a micro-frontend may add to what the page shares. */
export const REMOTE_BUDGET = 80_000;

/** One file of a build, as it is served. */
export interface BuiltFile {
  readonly name: string;
  readonly text: string;
}

/** What is used of a micro-frontend's `mf-manifest.json`. */
export interface Exposing {
  readonly metaData: { readonly remoteEntry: { readonly name: string } };
  readonly exposes: readonly { readonly assets: { readonly js: { readonly sync: readonly string[] } } }[];
}

/** Where a build leaves the names of the scripts of its first load. */
export const FIRST_LOAD_FILE = 'dist/first-load.json';

/** What is used of a webpack module: what it loads later, by its blocks. */
interface BuiltModule<Block> {
  readonly type: string;
  readonly blocks: readonly Block[];
}

/** What is used of what webpack has built. */
export interface Built<Chunk, Block> {
  readonly entry: readonly Chunk[];
  readonly filesOf: (chunk: Chunk) => Iterable<string>;
  readonly modulesOf: (chunk: Chunk) => Iterable<BuiltModule<Block>>;
  /** What a block loads. `name`: of a chunk that is loaded when somebody wants it. */
  readonly loadedBy: (block: Block) => { readonly name: string | null; readonly chunks: readonly Chunk[] };
}

/**
 * The scripts that come before somebody wants more: from the entry on, what each chunk loads, but for chunks with a name of
 * their own. What is only offered to others is loaded by whoever takes it.
 */
export function firstLoadNames<Chunk, Block>({ entry, filesOf, modulesOf, loadedBy }: Built<Chunk, Block>): string[] {
  const seen = new Set<Chunk>(entry);
  // A set that is iterated hands out what is added meanwhile too.
  for (const chunk of seen) {
    const blocks = [...modulesOf(chunk)]
      .filter(({ type }) => type !== 'provide-module')
      .flatMap((module) => module.blocks);
    for (const { name, chunks } of blocks.map(loadedBy)) {
      if (name === null) for (const next of chunks) seen.add(next);
    }
  }
  return [...seen].flatMap((chunk) => [...filesOf(chunk)].filter((file) => file.endsWith('.js'))).sort();
}

/** The scripts of those names. One that federation wrote twice, for a package with and without a slash, is loaded once. */
export function scriptsOfShell(files: readonly BuiltFile[], names: readonly string[]): readonly BuiltFile[] {
  const scripts = files.filter(({ name }) => names.includes(name));
  const byContent = new Map(scripts.map((file) => [withoutId(file.text), file]));
  return [...byContent.values()];
}

/** The scripts of a micro-frontend that it brings along itself: its entry, and what it exposes. */
export function scriptsOfRemote(files: readonly BuiltFile[], { metaData, exposes }: Exposing): readonly BuiltFile[] {
  const names = new Set([metaData.remoteEntry.name, ...exposes.flatMap(({ assets }) => assets.js.sync)]);
  return files.filter(({ name }) => names.has(name));
}

export function gzippedSize(files: readonly BuiltFile[]): number {
  return files.reduce((total, { text }) => total + gzipSync(text).length, 0);
}

export function readFirstLoad(directory: string): readonly string[] {
  // Written by the build a moment ago.
  return JSON.parse(readFileSync(path.join(directory, FIRST_LOAD_FILE), 'utf8')) as string[];
}

export function readBuild(directory: string): readonly BuiltFile[] {
  const folder = path.join(directory, 'dist/web');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
}

function withoutId(script: string): string {
  return script.replace(/push\(\[\["?\d+"?\]/, 'push([[').replace(/\/\/# sourceMappingURL=.*$/m, '');
}
