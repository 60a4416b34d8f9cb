import { INSPECTOR_PATH } from '../../inspector/path.ts';

/** What the router needs of a micro-frontend: where it lives, `/order`. */
export interface Mounted {
  readonly basePath: string;
}

/** Where a path leads. `path` is the remote's own: `/` or `/1001`. */
export type Route<R extends Mounted> =
  | { readonly kind: 'remote'; readonly remote: R; readonly path: string }
  | { readonly kind: 'inspector' }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'notFound'; readonly path: string };

/**
 * A target on the bus becomes a path of this origin, or null: everything else (another origin in any spelling, a scheme,
 * a relative path) is not for the router.
 */
export function safePath(to: unknown, origin: string): string | null {
  if (typeof to !== 'string' || !to.startsWith('/') || to.startsWith('//')) return null;
  // The URL parser reads `/\` as `//` and drops tabs and line ends: only its answer says where a target really leads.
  const url = URL.canParse(to, origin) ? new URL(to, origin) : null;
  return url !== null && url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : null;
}

/**
 * `/` is the first micro-frontend's page; a base path covers itself and everything below it. The inspector's path is the
 * shell's own.
 */
export function matchRoute<R extends Mounted>(path: string, remotes: readonly R[]): Route<R> {
  if (path === INSPECTOR_PATH) return { kind: 'inspector' };
  const first = remotes[0];
  if (path === '/' && first !== undefined) return { kind: 'redirect', to: first.basePath };
  const remote = remotes.find(({ basePath }) => path === basePath || path.startsWith(`${basePath}/`));
  if (remote === undefined) return { kind: 'notFound', path };
  return { kind: 'remote', remote, path: path.slice(remote.basePath.length) || '/' };
}
