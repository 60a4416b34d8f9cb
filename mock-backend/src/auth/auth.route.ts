import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { BackendConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../http/problem.ts';
import { validate } from '../http/validate.ts';
import type { AccessTokens } from './accessToken.ts';
import type { LoginLimiter } from './loginLimiter.ts';
import { isPassword } from './password.ts';
import { type OpenedSession, SESSION_TTL_MS, type Sessions } from './sessions.ts';
import { checkLogin, findUser, type User } from './users.ts';

/** The refresh token travels in this cookie, and nowhere else. */
const REFRESH_COOKIE = 'vppos_refresh';
const COOKIE_PATH = '/api/v1/auth';

const loginBody = v.object({
  username: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
});
const sessionBody = v.object({ sid: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) });

export interface AuthRouteDeps {
  readonly config: BackendConfig;
  readonly db: Database;
  readonly sessions: Sessions;
  readonly tokens: AccessTokens;
  readonly limiter: LoginLimiter;
  /** What an unknown user name is compared with, so that it takes as long as a known one. */
  readonly decoyHash: string;
}

/** Login, refresh and logout. */
export function authRoutes(app: FastifyInstance, deps: AuthRouteDeps): void {
  app.addHook('onRequest', async (request) => checkOrigin(request, deps.config.allowedOrigins));
  app.post('/login', (request, reply) => login(request, reply, deps));
  app.post('/refresh', (request, reply) => refresh(request, reply, deps));
  app.post('/logout', async (request, reply) => {
    const { sid } = validate(sessionBody, request.body);
    const outcome = deps.sessions.close(readCookie(request), sid);
    if (outcome === 'other_session') throw otherSession();
    clearCookie(reply, deps.config);
    if (outcome === 'gone') throw signedOut();
    return reply.code(204).send();
  });
}

// A page that may not use the till cannot make its browser log in or out either.
function checkOrigin(request: FastifyRequest, allowed: readonly string[]): void {
  const origin = request.headers.origin;
  if (origin !== undefined && allowed.includes(origin)) return;
  throw new HttpProblem(403, 'foreign-origin', {
    detail: 'This page may not log in here: its Origin is not on the list.',
  });
}

async function login(request: FastifyRequest, reply: FastifyReply, deps: AuthRouteDeps): Promise<unknown> {
  const body = validate(loginBody, request.body);
  const attempted = await deps.limiter.run(`${request.ip} ${body.username}`, () =>
    checkLogin({ ...deps, isPassword }, body),
  );
  if (attempted.kind === 'wait') {
    throw new HttpProblem(429, 'too-many-attempts', {
      detail: `Too many wrong passwords. Try again in ${attempted.retryAfterS} s.`,
      retryAfterS: attempted.retryAfterS,
    });
  }
  if (attempted.value === null)
    throw new HttpProblem(401, 'wrong-login', { detail: 'User name or password is wrong.' });
  return signIn(reply, attempted.value, { deps, session: deps.sessions.open(attempted.value.id) });
}

async function refresh(request: FastifyRequest, reply: FastifyReply, deps: AuthRouteDeps): Promise<unknown> {
  const { sid } = validate(sessionBody, request.body);
  const outcome = deps.sessions.refresh(readCookie(request), sid);
  // The cookie stays: it is another tab's, and that tab is still signed in.
  if (outcome.kind === 'other_session') throw otherSession();
  const user = outcome.kind === 'refreshed' ? findUser(deps.db, outcome.userId) : null;
  if (outcome.kind !== 'refreshed' || user === null) {
    clearCookie(reply, deps.config);
    throw signedOut();
  }
  return signIn(reply, user, { deps, session: outcome });
}

async function signIn(
  reply: FastifyReply,
  user: User,
  { deps, session }: { deps: AuthRouteDeps; session: OpenedSession },
): Promise<unknown> {
  const { config } = deps;
  const subject = { sub: String(user.id), companyId: user.companyId, sid: session.sid, roles: user.roles };
  const accessToken = await deps.tokens.sign(subject, config.accessTokenTtlS);
  void reply.setCookie(REFRESH_COOKIE, session.refreshToken, {
    ...cookieOptions(config),
    maxAge: SESSION_TTL_MS / 1000,
  });
  void reply.header('cache-control', 'no-store');
  return {
    access_token: accessToken,
    expires_in: config.accessTokenTtlS,
    user: { id: user.id, name: user.name, company_id: user.companyId, roles: user.roles },
    sid: session.sid,
  };
}

const cookieOptions = (config: BackendConfig) =>
  ({ path: COOKIE_PATH, httpOnly: true, sameSite: 'strict', secure: config.secureCookies }) as const;

function clearCookie(reply: FastifyReply, config: BackendConfig): void {
  void reply.clearCookie(REFRESH_COOKIE, cookieOptions(config));
}

const readCookie = (request: FastifyRequest): string => request.cookies[REFRESH_COOKIE] ?? '';

const otherSession = (): HttpProblem =>
  new HttpProblem(409, 'other-session', {
    detail: 'Somebody else has signed in in this browser: this page must leave.',
  });
const signedOut = (): HttpProblem =>
  new HttpProblem(401, 'signed-out', { detail: 'This login has ended. Please sign in again.' });
