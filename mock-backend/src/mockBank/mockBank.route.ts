import type { Clock } from '@vppos/core/time';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { readShopTime } from '../bank/bankFields.ts';
import type { Database } from '../db/database.ts';
import { answerError, answerNotFound, HttpProblem } from '../http/problem.ts';
import { numberInUrl, validate } from '../http/validate.ts';
import { readBook } from './book.ts';
import type { MockBank } from './mockBank.ts';
import { type MockBankNow, mockBankNow, mockBankPage, type WaitingPayment } from './page.ts';
import { wishBody } from './wish.ts';

/** What the backend shows when it reads the mock bank's list. */
export const MOCK_LIST_TOKEN = 'demo-mock-bank-list-token';
/** Transfers that may be asked for within `RATE_WINDOW_MS`. */
const RATE_LIMIT = 30;
const RATE_WINDOW_MS = 10_000;
const HTML = 'text/html; charset=utf-8';
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
/** Waiting payments on the page, newest first. */
const WAITING_SHOWN = 30;

export interface MockBankRouteDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly mockBank: MockBank;
}

const listQuery = v.object({
  account_number: v.string(),
  transaction_date_min: v.exactOptional(v.string()),
  limit: v.exactOptional(numberInUrl),
});

/** The bank of the demonstration: a page, what its buttons send, and the list that providers read. */
export function mockBankRoutes(app: FastifyInstance, deps: MockBankRouteDeps): void {
  app.setErrorHandler(answerError);
  app.removeContentTypeParser('text/plain');
  // Whoever points a name of their own at this machine sees nothing here.
  app.addHook('onRequest', async (request, reply) =>
    LOOPBACK_HOST.test(request.headers.host ?? '') ? undefined : answerNotFound(request, reply),
  );
  const mayPlay = limitRate(deps.clock);

  app.get('/', async (_request, reply) => {
    const nonce = deps.newId();
    const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
    void reply.header('content-security-policy', policy).header('cache-control', 'no-store');
    return reply.type(HTML).send(mockBankPage(readNow(deps), nonce));
  });

  app.get('/now', async (_request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .type(HTML)
      .send(mockBankNow(readNow(deps))),
  );

  app.post('/transfers', async (request) => {
    refuseForeignPage(request);
    const wish = validate(wishBody, request.body);
    if (!mayPlay()) {
      throw new HttpProblem(429, 'too-many-transfers', { detail: 'The bank needs a rest.', retryAfterS: 10 });
    }
    return deps.mockBank.play(wish);
  });

  app.get('/userapi/transactions/list', async (request) => {
    if (request.headers.authorization !== `Bearer ${MOCK_LIST_TOKEN}`) {
      throw new HttpProblem(401, 'bad-token', { detail: 'This list is for the backend itself.' });
    }
    const {
      account_number: account,
      transaction_date_min: from = '',
      limit = 5000,
    } = validate(listQuery, request.query);
    const transactions = readBook(deps.db, { account, since: readShopTime(from) ?? 0, limit });
    return { status: 200, error: null, messages: { success: true }, transactions };
  });
}

function refuseForeignPage(request: FastifyRequest): void {
  if (request.headers.origin === `http://${request.headers.host}`) return;
  throw new HttpProblem(403, 'foreign-origin', { detail: 'Only the page of the mock bank itself may ask for this.' });
}

function limitRate(clock: Clock): () => boolean {
  let window = { startedAt: clock.now(), count: 0 };
  return () => {
    if (clock.now() - window.startedAt >= RATE_WINDOW_MS) window = { startedAt: clock.now(), count: 0 };
    window.count += 1;
    return window.count <= RATE_LIMIT;
  };
}

function readNow({ db, mockBank }: MockBankRouteDeps): MockBankNow {
  const shops = db.all<{ id: number; name: string }>('SELECT id, name FROM companies ORDER BY id');
  return { waiting: readWaiting(db), shops, played: mockBank.played() };
}

function readWaiting(db: Database): WaitingPayment[] {
  return db.all<WaitingPayment>(
    `SELECT p.order_id, c.name AS company, p.amount
     FROM payments p JOIN orders o ON o.id = p.order_id JOIN companies c ON c.id = o.company_id
     WHERE p.status = 'open' ORDER BY p.id DESC LIMIT ?`,
    WAITING_SHOWN,
  );
}
