import type { RemoteEntry } from './registry.ts';
import type { Report } from './reports.ts';

/** An uncaught error of the page, as `window` tells it. */
export interface PageError {
  readonly error: unknown;
  /** The script it came from; empty when the browser does not say. */
  readonly filename: string;
}

/** The remote an uncaught error belongs to; null for the container's own. */
export function ownerOf(
  { error, filename }: PageError,
  remotes: readonly RemoteEntry[],
  pageUrl: string,
): string | null {
  const listenerOwner = listenerErrorOwner(error);
  if (listenerOwner !== null) return remotes.some(({ name }) => name === listenerOwner) ? listenerOwner : null;
  const trace = `${filename}\n${error instanceof Error ? (error.stack ?? '') : ''}`;
  const pageOrigin = new URL(pageUrl).origin;
  const owner = remotes.find(({ entry }) => {
    const base = new URL('.', new URL(entry, pageUrl));
    // Remotes of the page's own origin differ by folder; the root folder is the container's.
    return (base.origin !== pageOrigin || base.pathname !== '/') && trace.includes(base.href);
  });
  return owner?.name ?? null;
}

/** By its fields, not its class: the page may hold a bundle with another copy of core. */
function listenerErrorOwner(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'LISTENER_THREW' || !('mfe' in error))
    return null;
  return typeof error.mfe === 'string' ? error.mfe : null;
}

interface Watched {
  readonly page: Pick<Window, 'addEventListener' | 'removeEventListener' | 'location'>;
  readonly remotes: readonly RemoteEntry[];
  readonly report: Report;
}

/** Reports what a remote's listeners, effects and promises throw later, under the remote's name. Gives back its stop. */
export function watchRemoteErrors({ page, remotes, report }: Watched): () => void {
  const attribute = (pageError: PageError): void => {
    const mfe = ownerOf(pageError, remotes, page.location.href);
    if (mfe !== null) report({ mfe, code: 'THREW_LATER', error: pageError.error });
  };
  const onError = (event: ErrorEvent): void => attribute({ error: event.error, filename: event.filename });
  const onRejection = (event: PromiseRejectionEvent): void => attribute({ error: event.reason, filename: '' });
  page.addEventListener('error', onError);
  page.addEventListener('unhandledrejection', onRejection);
  return () => {
    page.removeEventListener('error', onError);
    page.removeEventListener('unhandledrejection', onRejection);
  };
}
