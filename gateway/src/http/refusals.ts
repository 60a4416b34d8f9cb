import type { onSendAsyncHookHandler } from 'fastify';
import { count } from '../hub/tally.ts';
import type { RefusalReason } from '../metrics/knownLabels.ts';
import type { RouteContext } from './context.ts';
import { LineBudget } from './lineBudget.ts';

const REASONS: Readonly<Record<number, RefusalReason>> = {
  400: 'malformed',
  401: 'unauthorized',
  403: 'forbidden',
  429: 'too_many_of_user',
};

/** Counts every stream that is refused, and writes a line. A stream that opens is never sent through its reply. */
export function onStreamRefused({ hub, logger, clock }: RouteContext): onSendAsyncHookHandler {
  const budget = new LineBudget(clock);
  return async (_request, reply, problem) => {
    const { statusCode: status } = reply;
    if (status < 400) return;
    const unavailable = hub.isDraining ? 'draining' : 'full';
    const reason: RefusalReason = REASONS[status] ?? (status === 503 ? unavailable : 'failed');
    count(hub.tally.refusedStreams, reason);
    const unwritten = budget.take();
    if (unwritten === null) return;
    const more = unwritten === 0 ? {} : { unwritten };
    logger?.info({ reason, status, detail: detailOf(problem), ...more }, 'stream refused');
  };
}

/** Counts every request to publish that is refused, whoever refuses it. */
export function onPublishRefused({ hub }: RouteContext): onSendAsyncHookHandler {
  return async (_request, reply) => {
    if (reply.statusCode >= 400) count(hub.tally.refusedPublishes, String(reply.statusCode));
  };
}

/** Why, in the words of the answer: sentences of ours, in which nothing of the request stands. */
function detailOf(problem: unknown): string | null {
  if (typeof problem !== 'string') return null;
  const parsed: unknown = JSON.parse(problem);
  const detail = typeof parsed === 'object' && parsed !== null && 'detail' in parsed ? parsed.detail : null;
  return typeof detail === 'string' ? detail : null;
}
