/**
 * What a micro-frontend's file is, by its name: `entry` may change under the same address, `chunk` never does. Null: none of
 * the service worker's business, above all everything under `/api`.
 */
export type FileKind = 'entry' | 'chunk' | null;

const ENTRY = /\/(?:mf-manifest\.json|remoteEntry\.js)$/;
const CHUNK = /\.[0-9a-f]{10}\.(?:js|css)$/;
const API = /^\/api(?:\/|$)/;

export function kindOfFile({ pathname }: Pick<URL, 'pathname'>): FileKind {
  if (API.test(pathname)) return null;
  if (ENTRY.test(pathname)) return 'entry';
  return CHUNK.test(pathname) ? 'chunk' : null;
}
