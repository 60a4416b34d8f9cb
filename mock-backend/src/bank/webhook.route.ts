import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '../http/problem.ts';
import type { BankInbox } from './inbox.ts';
import { readPayosWebhook } from './payosWebhook.ts';

/** A webhook is a few hundred bytes. */
const BODY_LIMIT_BYTES = 64 * 1024;

export interface WebhookRouteDeps {
  readonly inbox: BankInbox;
  readonly checksumKey: string;
  /** Told of every webhook that its provider has not signed; nothing of it is kept. */
  readonly onForged: () => void;
}

/** Where banks tell of money. SePay's endpoint will stand beside payOS's. */
export function webhookRoutes(app: FastifyInstance, deps: WebhookRouteDeps): void {
  // As text: what cannot be read is told apart from what is forged, here and not in a parser.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) => {
    done(null, body);
  });

  app.post('/payos', async (request, reply) => {
    const raw = typeof request.body === 'string' ? request.body : '';
    const webhook = readPayosWebhook(raw, deps.checksumKey);
    if (webhook.kind === 'malformed') {
      throw new HttpProblem(400, 'malformed-webhook', {
        detail: 'This is not a payOS webhook: {data: {…}, signature}.',
      });
    }
    if (webhook.kind === 'forged') {
      deps.onForged();
      throw new HttpProblem(401, 'bad-signature', { detail: 'The signature is not that of data.' });
    }
    const inboxId = deps.inbox.receive('payos', webhook.data);
    void reply.send({ success: true });
    // The bank has its answer: whatever goes wrong from here on is ours to repeat, not the bank's.
    deps.inbox.settle(inboxId);
    return reply;
  });
}
