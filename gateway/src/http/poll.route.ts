import type { Cursor } from '@vppos/core/types';
import type { FastifyInstance } from 'fastify';
import { isVisible, type Viewer } from '../auth/visibility.ts';
import { headOf } from '../log/bounds.ts';
import type { EventLog, LogEntry } from '../log/eventLog.ts';
import { admission } from './admission.ts';
import type { RouteContext } from './context.ts';
import { sendProblem } from './problem.ts';
import { queryOf, READER_ROLES, readViewer, textParameter } from './reader.ts';

const LIMIT_DEFAULT = 200;
const LIMIT_MAX = 1000;
/** Entries looked at for one answer, visible or not, and about how many bytes of them. */
const SCAN_MAX = 2000;
const SCAN_MAX_BYTES = 1024 * 1024;

interface Page {
  readonly events: readonly LogEntry[];
  readonly cursor: Cursor;
  readonly more: boolean;
  readonly resync?: { readonly reason: string };
}

/** `GET /api/v1/events`: the stream's twin for those whom a stream does not reach. */
export function pollRoute(app: FastifyInstance, context: RouteContext): void {
  const { onRequest, claimsOf } = admission(context, READER_ROLES);
  app.get('/api/v1/events', { onRequest }, async (request, reply) => {
    const viewer = await readViewer(claimsOf(request), { request, reply }, context.newId);
    if (viewer === null) return reply;
    const query = queryOf(request);
    const limit = readLimit(textParameter(query, 'limit'));
    if (limit === null) return sendProblem(reply, { status: 400, detail: `limit must be 1 to ${LIMIT_MAX}.` });
    const page = await readPage(context.log, viewer, { after: textParameter(query, 'after'), limit });
    return reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(encodePage(page));
  });
}

async function readPage(
  log: EventLog,
  viewer: Viewer,
  request: { after: string | null; limit: number },
): Promise<Page> {
  // The head before the entries: what is committed between the two is found by the next poll.
  const bounds = await log.bounds();
  const head = headOf(bounds);
  if (request.after === null || request.after === '') return { events: [], cursor: head, more: false };
  const read = await log.read(request.after, SCAN_MAX, SCAN_MAX_BYTES);
  if (read.kind === 'gap') return { events: [], cursor: head, more: false, resync: { reason: read.reason } };
  const visible = read.entries.filter(({ record }) => record.kind === 'event' && isVisible(record.target, viewer));
  const events = visible.slice(0, request.limit);
  const last = visible.length > events.length ? events.at(-1) : read.entries.at(-1);
  // Without an entry after it, `after` is the head: the log has just accepted it as its own cursor.
  const cursor = last?.id ?? (request.after as Cursor);
  return { events, cursor, more: last !== undefined && last.seq < bounds.lastSeq };
}

/** The payloads go out as they are stored, without being parsed on the way. */
function encodePage(page: Page): string {
  const events = page.events.flatMap(({ id, record }) =>
    record.kind === 'event' ? [`{"id":"${id}","event":"${record.type}","data":${record.json}}`] : [],
  );
  const { cursor, more, resync } = page;
  const rest = JSON.stringify({ cursor, more, ...(resync === undefined ? {} : { resync }) }).slice(1);
  return `{"events":[${events.join(',')}],${rest}`;
}

function readLimit(raw: string | null): number | null {
  if (raw === null) return LIMIT_DEFAULT;
  const limit = /^[0-9]{1,5}$/.test(raw) ? Number(raw) : 0;
  return limit >= 1 && limit <= LIMIT_MAX ? limit : null;
}
