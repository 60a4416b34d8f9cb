import type { Clock } from '@vppos/core/time';

/** An answer that has not come by then is not waited for where a kept copy may serve, in ms; below the page's own deadline. */
export const FRESH_PATIENCE_MS = 1500;

/** What an answer may come from. */
export interface Sources {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly kept: (request: Request) => Promise<Response | undefined>;
  readonly keep: (request: Request, response: Response) => Promise<void>;
  /** Whether the till's own server answers. */
  readonly isShellUp: () => Promise<boolean>;
  readonly clock: Clock;
}

/**
 * The newest entry of a micro-frontend, or the last good copy where nothing of the till answers. While the till's own server
 * does, a micro-frontend that is gone is gone: whoever takes one down must be able to.
 */
export async function freshOrKept(request: Request, sources: Sources): Promise<Response> {
  const { fetch, kept, keep, isShellUp, clock } = sources;
  const fresh = fetch(request).then(async (response) => {
    // A full disk keeps nothing; that is no reason to withhold what the network has brought.
    if (response.ok) await keep(request, response.clone()).catch(() => undefined);
    return response;
  });
  if (await isGoodWithin(fresh, clock)) return fresh;
  const copy = (await isShellUp()) ? undefined : await kept(request);
  return copy ?? fresh;
}

function isGoodWithin(fresh: Promise<Response>, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = clock.after(FRESH_PATIENCE_MS, () => resolve(false));
    fresh
      .then(
        ({ ok }) => resolve(ok),
        () => resolve(false),
      )
      .finally(stop);
  });
}
