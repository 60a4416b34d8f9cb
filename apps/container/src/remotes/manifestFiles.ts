/** More files than this are not asked for ahead: a manifest that names thousands is not ours. */
export const MANIFEST_FILES_MAX = 50;

/** `sync`: needed at once; `async`: when a page of it is opened that has a chunk of its own. */
type Need = 'sync' | 'async';

/**
 * The addresses of what a federation manifest names: its entry, and the chunks and style sheets of what it exposes, by default
 * those that are needed at once. What is not where it should be is left out: the federation runtime will complain in its own words.
 */
export function filesOfManifest(manifest: object, manifestUrl: string, needs: readonly Need[] = ['sync']): string[] {
  const metaData = field(manifest, 'metaData');
  const publicPath = field(metaData, 'publicPath');
  // `auto`: files lie beside the manifest.
  const isPlaced = typeof publicPath === 'string' && publicPath !== 'auto' && URL.canParse(publicPath, manifestUrl);
  const base = isPlaced ? new URL(publicPath, manifestUrl).href : manifestUrl;
  const entry = field(metaData, 'remoteEntry');
  const entryPath = `${field(entry, 'path') ?? ''}${field(entry, 'name') ?? ''}`;
  const exposes = list(field(manifest, 'exposes'));
  const files = [entryPath, ...exposes.flatMap((expose) => filesOfExpose(expose, needs))];
  return files
    .filter((file): file is string => typeof file === 'string' && file !== '' && URL.canParse(file, base))
    .slice(0, MANIFEST_FILES_MAX)
    .map((file) => new URL(file, base).href);
}

function filesOfExpose(expose: unknown, needs: readonly Need[]): unknown[] {
  const assets = field(expose, 'assets');
  return ['js', 'css'].flatMap((kind) => needs.flatMap((need) => list(field(field(assets, kind), need))));
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !(name in value)) return undefined;
  // `in` has just found it.
  return (value as Record<string, unknown>)[name];
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
