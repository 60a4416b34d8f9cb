import type { TokenResult } from './session.types.ts';
import { SessionError } from './sessionError.ts';

/** One login's right to make requests. It never hands out another login's token. */
export interface Lease {
  /** Aborts when the login ends. */
  readonly ended: AbortSignal;
  token(): Promise<TokenResult>;
  /** A token other than `refused`: the server did not take that one. */
  tokenAfter(refused: string): Promise<TokenResult>;
}

interface SessionFetchDeps {
  readonly origin: string;
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** The lease of who is signed in now; null when nobody is. */
  readonly lease: () => Lease | null;
}

/** `fetch` for the whole page: the login on `/api/` of this origin, nothing anywhere else; one refresh on a 401. */
export async function fetchWithSession(
  { origin, fetch, lease: takeLease }: SessionFetchDeps,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const url = toOwnUrl(path, origin);
  const target = `${url.pathname}${url.search}`;
  if (!url.pathname.startsWith('/api/')) return fetch(target, init);
  const lease = takeLease();
  if (lease === null) return signedOutAnswer();

  const first = await lease.token();
  if (!first.ok) return refuse(first.code);
  const response = await fetch(target, withToken(init, lease, first.token));
  if (response.status !== 401 || init.body instanceof ReadableStream) return response;

  const second = await lease.tokenAfter(first.token);
  if (!second.ok) return refuse(second.code);
  return fetch(target, withToken(init, lease, second.token));
}

function toOwnUrl(path: string, origin: string): URL {
  const url = URL.parse(path, origin);
  if (url?.origin !== origin) throw new SessionError('FOREIGN_ORIGIN');
  return url;
}

function withToken(init: RequestInit, lease: Lease, token: string): RequestInit {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  const signal = init.signal ? AbortSignal.any([lease.ended, init.signal]) : lease.ended;
  // The API redirects nowhere; a token must not follow whoever pretends that it does.
  return { ...init, headers, signal, redirect: 'error' };
}

function refuse(code: 'OFFLINE' | 'SIGNED_OUT'): Response {
  if (code === 'OFFLINE') throw new SessionError('OFFLINE');
  return signedOutAnswer();
}

/** What the server would say to a request without a login: the caller needs no second kind of "no". */
function signedOutAnswer(): Response {
  const problem = { type: 'urn:vppos:problem:signed-out', title: 'Unauthorized', status: 401 };
  return new Response(JSON.stringify(problem), {
    status: 401,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  });
}
