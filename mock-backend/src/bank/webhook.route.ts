import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '../http/problem.ts';
import type { BankInbox } from './inbox.ts';
import type { ProviderName, WebhookProvider } from './provider.ts';

/** A webhook is a few hundred bytes. */
const BODY_LIMIT_BYTES = 64 * 1024;

export interface WebhookRouteDeps {
  readonly inbox: BankInbox;
  readonly webhookProviders: readonly WebhookProvider[];
  /** Told of every webhook that its provider has not signed; nothing of it is kept. */
  readonly onForgedWebhook: (provider: ProviderName) => void;
}

/** Where banks tell of money, each provider under its name. */
export function webhookRoutes(app: FastifyInstance, deps: WebhookRouteDeps): void {
  // As bytes: a signature is over what travelled; and what cannot be read is told apart from what is forged, not in a parser.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) => {
    done(null, body);
  });

  for (const provider of deps.webhookProviders) {
    app.post(`/${provider.name}`, async (request, reply) => {
      const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const verdict = provider.judge({ raw, headers: request.headers });
      if (verdict.kind === 'malformed') {
        throw new HttpProblem(400, 'malformed-webhook', {
          detail: `This is not a webhook of ${provider.name}: ${provider.shape}.`,
        });
      }
      if (verdict.kind === 'forged') {
        deps.onForgedWebhook(provider.name);
        throw new HttpProblem(401, 'bad-signature', { detail: `This was not signed by ${provider.name}.` });
      }
      const inboxId = deps.inbox.receive({ ...verdict, provider: provider.name });
      void reply.send({ success: true });
      // The bank has its answer: whatever goes wrong from here on is ours to repeat, not the bank's.
      deps.inbox.settle(inboxId);
      return reply;
    });
  }
}
