import type { Problem } from '../types/index.ts';
import { currentSession } from './session.ts';

/** A request of a micro-frontend. `body` is sent as JSON. */
export interface JsonRequest {
  /** A path of this origin, `/api/v1/…`. */
  readonly path: string;
  /** Default GET, or POST with a body. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** `OFFLINE`: no answer at all. `PROBLEM`: the server said no, `problem` says why. `NOT_JSON`: an answer that is none. */
export type HttpFailure =
  | { readonly code: 'OFFLINE'; readonly message: string }
  | { readonly code: 'NO_SESSION'; readonly message: string }
  | { readonly code: 'NOT_JSON'; readonly status: number; readonly message: string }
  | { readonly code: 'PROBLEM'; readonly status: number; readonly message: string; readonly problem: Problem };

export type HttpResult = { readonly data: unknown } | { readonly error: HttpFailure };

/**
 * One JSON request over the container's session, which adds the login and refreshes it. Expected failures are values;
 * the shape of the result is what RTK Query wants of a base query.
 */
export async function requestJson(request: JsonRequest): Promise<HttpResult> {
  const session = currentSession();
  if (session === null)
    return { error: { code: 'NO_SESSION', message: 'No container has installed a session on this page.' } };
  try {
    return await readAnswer(await session.fetch(request.path, toInit(request)));
  } catch (error) {
    return {
      error: { code: 'OFFLINE', message: error instanceof Error ? error.message : 'The server could not be reached.' },
    };
  }
}

function toInit(request: JsonRequest): RequestInit {
  const init: RequestInit = { method: request.method ?? (request.body === undefined ? 'GET' : 'POST') };
  if (request.signal !== undefined) init.signal = request.signal;
  if (request.body === undefined) return init;
  return { ...init, headers: { 'content-type': 'application/json' }, body: JSON.stringify(request.body) };
}

async function readAnswer(response: Response): Promise<HttpResult> {
  if (response.status === 204) return { data: null };
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return { data: body };
  if (!isProblem(body)) {
    return {
      error: {
        code: 'NOT_JSON',
        status: response.status,
        message: `The server answered ${response.status} without JSON.`,
      },
    };
  }
  return { error: { code: 'PROBLEM', status: response.status, message: body.detail ?? body.title, problem: body } };
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'title' in body && typeof body.title === 'string';
}
