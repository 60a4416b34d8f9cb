import { STATUS_CODES } from 'node:http';
import type { Problem } from '@vppos/core/types';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { LogClosedError } from '../log/eventLog.ts';

/** What goes wrong and may be told to a client. `retryAfterS` becomes `Retry-After`. */
export interface Refusal {
  readonly status: number;
  readonly detail: string;
  readonly errors?: Problem['errors'];
  readonly retryAfterS?: number;
}

/** Answers with `application/problem+json` (RFC 9457). */
export function sendProblem(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.retryAfterS !== undefined) reply.header('retry-after', refusal.retryAfterS);
  if (refusal.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(refusal.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(refusal)));
}

/** The body of a refusal. */
export function problemOf({ status, detail, errors }: Refusal): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: 'about:blank', title, status, detail, ...(errors === undefined ? {} : { errors }) };
}

/** Fastify's own refusals by their code; their messages are for developers of this server. */
const DETAILS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than 1 MiB.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The body must be application/json.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is no JSON, or has the key __proto__, which is refused.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as its Content-Length says.',
};

/** The log has been closed under a request that was still on its way. */
export const CLOSING: Refusal = { status: 503, detail: 'The gateway is closing.', retryAfterS: 1 };

/** The error handler of the gateway's routes. What was not foreseen is logged and told as a plain 500. */
export function onRouteError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof LogClosedError) return sendProblem(reply, CLOSING);
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    return sendProblem(reply, { status, detail: DETAILS[error.code] ?? 'The request cannot be read.' });
  }
  request.log.error({ err: error }, 'request failed');
  return sendProblem(reply, { status: 500, detail: 'The server failed; it has been logged.' });
}

export function onUnknownRoute(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendProblem(reply, { status: 404, detail: 'There is nothing at this address.' });
}
