import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../auth/visibility.ts';
import type { Hub, OpenRequest } from '../hub/hub.ts';
import type { AdmissionRefusal } from '../hub/places.ts';
import { authenticate, authorize, type RouteContext } from './context.ts';
import { detachSocket } from './detachSocket.ts';
import { type Refusal, sendProblem } from './problem.ts';
import { queryOf, READER_ROLES, readMetadata, readViewer, textParameter } from './reader.ts';
import { onStreamRefused } from './refusals.ts';

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
  // The body ends where the connection does: no chunk framing inside bytes that many streams share.
  Connection: 'close',
};
const REFUSALS: Record<AdmissionRefusal, Omit<Refusal, 'retryAfterS'>> = {
  DRAINING: { status: 503, detail: 'The gateway is closing.' },
  FULL: { status: 503, detail: 'The gateway has as many streams as it can hold.' },
  TOO_MANY_OF_USER: { status: 429, detail: 'This user has as many streams as one may have.' },
};
const PIPELINED: Refusal = { status: 400, detail: 'A stream needs a connection of its own.' };
/** `Retry-After` of a refused stream, in s; drawn, so that not all come back in one moment. */
const RETRY_AFTER_S = { min: 2, spread: 8 };

/** `GET /api/v1/events/stream`: checks who asks, then hands the socket to the hub. */
export function streamRoute(app: FastifyInstance, context: RouteContext): void {
  // A HEAD request must not open a stream.
  const options = { exposeHeadRoute: false, onSend: onStreamRefused(context) };
  app.get('/api/v1/events/stream', options, async (request, reply) => {
    const ticket = context.hub.takeTicket();
    // Read to its end before the socket goes: else Node, and the hooks of an embedding server, would take it for aborted.
    request.raw.resume();
    const claims = await authenticate(context, request, reply);
    if (claims === null || !(await authorize(claims, reply, READER_ROLES))) return reply;
    const viewer = await readViewer(claims, { request, reply }, context.newId);
    if (viewer === null) return reply;
    const metadata = readMetadata(queryOf(request));
    if (metadata === null)
      return sendProblem(reply, { status: 400, detail: 'meta.* allows 16 keys, each once and not empty, and 1 KiB.' });
    if (request.raw.socket.destroyed) return reply.hijack();
    const refusal = refusalOf(context, viewer, reply);
    if (refusal !== null) return sendProblem(reply, refusal);
    const head = headOf(context.corsHeaders(request.headers.origin));
    const cursor = cursorOf(request);
    reply.hijack();
    const socket = detachSocket(request.raw.socket);
    openOn(context.hub, { socket, viewer, ticket, metadata, tokenExpiresAt: claims.expiresAt, head, cursor });
    return reply;
  });
}

function refusalOf({ hub, random }: RouteContext, viewer: Viewer, reply: FastifyReply): Refusal | null {
  // Not this response's turn: another one stands before it on this connection, and bytes of two must never mix.
  if (reply.raw.socket !== reply.request.raw.socket) return PIPELINED;
  const refusal = hub.refusal(viewer);
  return refusal === null ? null : { ...REFUSALS[refusal], retryAfterS: retryAfterS(random) };
}

/** Opens, or leaves no socket behind: nobody else looks after it any more, and its reader would wait for ever. */
function openOn(hub: Hub, stream: OpenRequest): void {
  try {
    hub.open(stream);
  } catch (error) {
    stream.socket.destroy();
    throw error;
  }
}

function cursorOf(request: FastifyRequest): string | null {
  const fromQuery = textParameter(queryOf(request), 'lastEventId');
  const header = request.headers['last-event-id'];
  const raw = fromQuery ?? (header === undefined ? null : String(header));
  // An empty one is what a reader sends that has not had an id yet.
  return raw === '' ? null : raw;
}

function headOf(corsHeaders: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ ...HEADERS, ...corsHeaders }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 200 OK\r\n${lines.join('')}\r\n`;
}

function retryAfterS(random: () => number): number {
  return RETRY_AFTER_S.min + Math.floor(random() * RETRY_AFTER_S.spread);
}
