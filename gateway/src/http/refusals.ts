import type { onSendAsyncHookHandler } from 'fastify';
import { count } from '../hub/tally.ts';
import type { RefusalReason } from '../metrics/knownLabels.ts';
import type { RouteContext } from './context.ts';

const REASONS: Readonly<Record<number, RefusalReason>> = {
  400: 'malformed',
  401: 'unauthorized',
  403: 'forbidden',
  429: 'too_many_of_user',
};

/** Counts every stream that is refused, and writes one line. A stream that opens is never sent through its reply. */
export function onStreamRefused({ hub, logger }: RouteContext): onSendAsyncHookHandler {
  return async (_request, reply) => {
    const { statusCode: status } = reply;
    if (status < 400) return;
    const unavailable = hub.isDraining ? 'draining' : 'full';
    const reason: RefusalReason = REASONS[status] ?? (status === 503 ? unavailable : 'failed');
    count(hub.tally.refusedStreams, reason);
    logger?.info({ reason, status }, 'stream refused');
  };
}

/** Counts every request to publish that is refused, whoever refuses it. */
export function onPublishRefused({ hub }: RouteContext): onSendAsyncHookHandler {
  return async (_request, reply) => {
    if (reply.statusCode >= 400) count(hub.tally.refusedPublishes, String(reply.statusCode));
  };
}
