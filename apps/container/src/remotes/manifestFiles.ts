/** More files than this are not asked for ahead: a manifest that names thousands is not ours. */
export const MANIFEST_FILES_MAX = 50;

/**
 * The addresses of what a federation manifest needs at once: its entry, and the chunks and style sheets of what it exposes.
 * What is not where it should be is left out: the federation runtime will complain in its own words.
 */
export function filesOfManifest(manifest: object, manifestUrl: string): string[] {
  const metaData = field(manifest, 'metaData');
  const publicPath = field(metaData, 'publicPath');
  // `auto`: files lie beside the manifest.
  const isPlaced = typeof publicPath === 'string' && publicPath !== 'auto' && URL.canParse(publicPath, manifestUrl);
  const base = isPlaced ? new URL(publicPath, manifestUrl).href : manifestUrl;
  const entry = field(metaData, 'remoteEntry');
  const entryPath = `${field(entry, 'path') ?? ''}${field(entry, 'name') ?? ''}`;
  const files = [entryPath, ...list(field(manifest, 'exposes')).flatMap(filesOfExpose)];
  return files
    .filter((file): file is string => typeof file === 'string' && file !== '' && URL.canParse(file, base))
    .slice(0, MANIFEST_FILES_MAX)
    .map((file) => new URL(file, base).href);
}

function filesOfExpose(expose: unknown): unknown[] {
  const assets = field(expose, 'assets');
  return ['js', 'css'].flatMap((kind) => list(field(field(assets, kind), 'sync')));
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !(name in value)) return undefined;
  // `in` has just found it.
  return (value as Record<string, unknown>)[name];
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
