import type { Clock } from '@vppos/core/time';

/**
 * The login service of CONTRACT 9, in memory, for sessions under test: rotation with 30 s of grace, one cookie a browser.
 * Extend it here when the session asks for more of the server. Faults are set from outside by `answerWith`.
 */
export interface FakeAuthServer {
  /** The network of one browser: all its tabs share one cookie. */
  openBrowser(): (path: string, init: RequestInit) => Promise<Response>;
  /** Every request, `POST /api/v1/auth/refresh`, with the token of those that carry one. */
  readonly requests: { readonly line: string; readonly token: string | null }[];
  /** The next requests whose line contains `part` get this instead; `null` stands for a network failure. */
  answerWith(part: string, answer: () => Response | null | Promise<Response | null>): () => void;
  /** How long new tokens live. Default 900 s. */
  tokenTtlS: number;
  /** Whether a token would be taken. */
  revokeTokens(): void;
  endSession(sid: string): void;
  isOpen(sid: string): boolean;
  count(part: string): number;
}

const USERS: Record<string, { id: number; name: string; company_id: number; roles: string[] }> = {
  thungan1: { id: 1, name: 'Lan', company_id: 1, roles: ['cashier'] },
  thungan2: { id: 2, name: 'Minh', company_id: 1, roles: ['cashier', 'acrobat'] },
};

interface ServerSession {
  readonly username: string;
  cookie: string;
  previous: { cookie: string; until: number } | null;
  isOpen: boolean;
}

type Answers = { part: string; answer: () => Response | null | Promise<Response | null> }[];

export function createFakeAuthServer(clock: Clock): FakeAuthServer {
  const sessions = new Map<string, ServerSession>();
  const answers: Answers = [];
  const taken = new Set<string>();
  const requests: { line: string; token: string | null }[] = [];
  let count = 0;

  const server: FakeAuthServer = {
    requests,
    tokenTtlS: 900,
    openBrowser: () => {
      const jar = { cookie: '' };
      return async (path, init) => {
        const line = `${init.method ?? 'GET'} ${path}`;
        const token = new Headers(init.headers).get('authorization');
        requests.push({ line, token });
        const planned = answers.find((row) => line.includes(row.part));
        if (planned !== undefined) return orNetworkError(await orAborted(planned.answer(), init.signal));
        await Promise.resolve();
        if (path.startsWith('/api/v1/auth/')) return authenticate(path, JSON.parse(String(init.body)), jar);
        return token !== null && taken.has(token) ? json(200, { token }) : json(401, { title: 'Unauthorized' });
      };
    },
    answerWith: (part, answer) => {
      const row = { part, answer };
      answers.push(row);
      return () => {
        answers.splice(answers.indexOf(row), 1);
      };
    },
    revokeTokens: () => taken.clear(),
    endSession: (sid) => {
      const session = sessions.get(sid);
      if (session !== undefined) session.isOpen = false;
    },
    isOpen: (sid) => sessions.get(sid)?.isOpen ?? false,
    count: (part) => requests.filter(({ line }) => line.includes(part)).length,
  };

  const grant = (sid: string, session: ServerSession): Response => {
    count += 1;
    const token = `token-${count}-${session.username}`;
    taken.add(`Bearer ${token}`);
    return json(200, { access_token: token, expires_in: server.tokenTtlS, sid, user: USERS[session.username] });
  };

  const authenticate = (path: string, body: Record<string, string>, jar: { cookie: string }): Response => {
    if (path.endsWith('/login')) {
      if (body.password !== 'demo1234' || USERS[body.username ?? ''] === undefined) return json(401, {});
      count += 1;
      const sid = `sid-${count}`;
      const session = { username: body.username ?? '', cookie: `${sid}/1`, previous: null, isOpen: true };
      sessions.set(sid, session);
      jar.cookie = session.cookie;
      return grant(sid, session);
    }
    const [owner] = jar.cookie.split('/');
    const session = sessions.get(owner ?? '');
    if (session === undefined) return json(401, {});
    if (owner !== body.sid) return json(409, {});
    if (path.endsWith('/logout')) {
      session.isOpen = false;
      jar.cookie = '';
      return new Response(null, { status: 204 });
    }
    return rotate(session, jar) ? grant(body.sid ?? '', session) : json(401, {});
  };

  const rotate = (session: ServerSession, jar: { cookie: string }): boolean => {
    const isPrevious = session.previous?.cookie === jar.cookie && clock.now() < session.previous.until;
    if (!session.isOpen || (jar.cookie !== session.cookie && !isPrevious)) return false;
    if (!isPrevious) {
      count += 1;
      session.previous = { cookie: session.cookie, until: clock.now() + 30_000 };
      session.cookie = `${session.cookie.split('/')[0]}/${count}`;
    }
    jar.cookie = session.cookie;
    return true;
  };
  return server;
}

/** As `fetch` does: an aborted request fails, whatever the server would have said. */
function orAborted<T>(answer: T | Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
    Promise.resolve(answer).then(resolve, reject);
  });
}

function orNetworkError(response: Response | null): Response {
  if (response === null) throw new TypeError('Failed to fetch');
  return response;
}

function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}
