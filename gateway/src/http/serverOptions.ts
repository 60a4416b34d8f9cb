import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyHttpOptions, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, sendProblem } from './problem.ts';

/** A name in an address may have 128 characters, each of which up to three bytes and nine characters when it is encoded. */
const PARAM_MAX_LENGTH = 9 * 128;

/** How long a request, head and body, may take to arrive, so that nobody holds a socket by sending slowly. Open streams have arrived. */
const ARRIVAL_MAX_MS = 30_000;

/** What every server that carries these routes needs: what no route sees is answered with a problem too, and in time. */
export const serverOptions = {
  frameworkErrors: onUnreadableAddress,
  clientErrorHandler: onUnreadableRequest,
  // The routes refuse by themselves while they close, and in their own words.
  return503OnClosing: false,
  routerOptions: { maxParamLength: PARAM_MAX_LENGTH },
  ...arrivalLimits(ARRIVAL_MAX_MS),
} as const;

/** Fastify sets `requestTimeout` alone; where Node's own limit for the head is the larger one, Node takes that for the body. */
export function arrivalLimits(maxMs: number): Pick<FastifyHttpOptions<Server>, 'requestTimeout' | 'http'> {
  // Node looks for late requests that often: one is cut at most so much after its time.
  const connectionsCheckingInterval = Math.ceil(maxMs / 6);
  return {
    requestTimeout: maxMs,
    http: { requestTimeout: maxMs, headersTimeout: maxMs, connectionsCheckingInterval },
  };
}

function onUnreadableAddress(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  sendProblem(reply, { status, detail: 'The address cannot be read.' });
}

const STATUS_BY_CODE: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Bytes that are no HTTP request. Not logged: the error carries them, and a token may be among them. */
function onUnreadableRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  // What was answered before may be a stream: its reader must not find an answer among the events.
  if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const status = STATUS_BY_CODE[error.code ?? ''] ?? 400;
  const body = JSON.stringify(problemOf({ status, detail: 'The request cannot be read.' }));
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n`;
  const bytes = `${head}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
  socket.end(bytes, () => socket.destroy());
}
