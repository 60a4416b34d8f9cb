/** What the container offers every bundle for HTTP: `fetch` that carries the login and refreshes it once for all. */
export interface PageSession {
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

const SESSION_KEY = Symbol.for('vppos.session.v1');

// Only this file reads and writes the versioned key, in every build of core.
const page = globalThis as unknown as { [SESSION_KEY]?: PageSession };

/** The container's call, once, before any micro-frontend loads. Gives back its undoing. */
export function installSession(session: PageSession): () => void {
  page[SESSION_KEY] = session;
  return () => {
    if (page[SESSION_KEY] === session) delete page[SESSION_KEY];
  };
}

/** The page's session; null where no container (and no stand-in) has installed one. */
export function currentSession(): PageSession | null {
  return page[SESSION_KEY] ?? null;
}
