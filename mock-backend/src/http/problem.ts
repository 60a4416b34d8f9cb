import { STATUS_CODES } from 'node:http';
import type { Problem } from '@vppos/core/types';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

interface ProblemExtras {
  readonly errors?: readonly { path: string; message: string }[];
  /** Seconds, sent as `Retry-After`. */
  readonly retryAfterS?: number;
}

/** Thrown by a route to answer with a problem. `detail` is for the caller's eyes: nothing internal in it. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly extras: ProblemExtras;

  constructor(status: number, code: string, details: { detail: string } & ProblemExtras) {
    super(details.detail);
    this.status = status;
    this.code = code;
    this.extras = details;
  }
}

/** The body of a problem: `type` is `urn:vppos:problem:<code>`. */
function problemBody(problem: HttpProblem): Problem {
  const base = {
    type: `urn:vppos:problem:${problem.code}`,
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
  };
  return problem.extras.errors === undefined ? base : { ...base, errors: problem.extras.errors };
}

function sendProblem(reply: FastifyReply, problem: HttpProblem): FastifyReply {
  if (problem.extras.retryAfterS !== undefined) void reply.header('retry-after', String(problem.extras.retryAfterS));
  return reply
    .code(problem.status)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problemBody(problem)));
}

/** Every error of every route becomes a problem; one we did not foresee is logged and told as nothing but "500". */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof HttpProblem) return sendProblem(reply, error);
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status >= 400 && status < 500) return sendProblem(reply, foreseen(status));
  request.log.error({ err: error }, 'A request failed unexpectedly.');
  return sendProblem(reply, new HttpProblem(500, 'internal', { detail: 'The server could not do this. Try again.' }));
}

/** What Fastify itself refuses before a route runs. */
function foreseen(status: number): HttpProblem {
  if (status === 413) return new HttpProblem(413, 'body-too-large', { detail: 'The body is too large.' });
  if (status === 415) return new HttpProblem(415, 'not-json', { detail: 'Send the body as application/json.' });
  return new HttpProblem(status, 'bad-request', { detail: 'The request could not be read: is its body valid JSON?' });
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? '';
  return sendProblem(
    reply,
    new HttpProblem(404, 'no-such-endpoint', { detail: `There is no ${request.method} ${path}.` }),
  );
}
