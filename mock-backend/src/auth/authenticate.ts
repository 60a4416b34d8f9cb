import type { FastifyRequest } from 'fastify';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../http/problem.ts';
import type { AccessTokens } from './accessToken.ts';
import type { Sessions } from './sessions.ts';
import { findUser, type User } from './users.ts';

/** The signed-in user of a request. Throws a 401 problem for a token that is missing, bad, expired or signed out. */
export type Authenticate = (request: FastifyRequest) => Promise<User>;

export function createAuthenticate(deps: { db: Database; tokens: AccessTokens; sessions: Sessions }): Authenticate {
  return async (request) => {
    const token = /^Bearer ([A-Za-z0-9._~+/=-]+)$/.exec(request.headers.authorization ?? '')?.[1];
    const sid = token === undefined ? null : await deps.tokens.sessionOf(token);
    const userId = sid === null ? null : deps.sessions.userOf(sid);
    const user = userId === null ? null : findUser(deps.db, userId);
    if (user !== null) return user;
    throw new HttpProblem(401, 'not-signed-in', {
      detail: 'Send a valid access token; this one is missing or no longer good.',
    });
  };
}
