import { formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import { findUser } from '../auth/users.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../http/problem.ts';
import { openPayment } from '../payments/openPayment.ts';
import { writeBook } from './book.ts';
import { type PlayedTransfer, signedPayosWebhook, signedSepayWebhook } from './mockWebhooks.ts';
import { type Asked, planTransfers, tellers, UNASKED_AMOUNT } from './plan.ts';
import { amountToSend, type Wish } from './wish.ts';

/** What was played lately is kept to look at; above it the oldest goes. */
const PLAYED_KEPT = 50;

/** What was sent, and what was answered to each telling. */
export interface Played {
  readonly at: number;
  /** One sentence for the person who asked for it. */
  readonly message: string;
}

export interface MockBank {
  /** Plays a customer and the bank: books the transfer and tells of it over HTTP, really signed. */
  play(wish: Wish): Promise<Played>;
  /** What was played lately, newest first. */
  played(): readonly Played[];
}

export interface MockBankDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly fetch: typeof fetch;
  /** Where this backend answers; null as long as it does not. */
  readonly ownUrl: () => string | null;
  readonly payosChecksumKey: string;
  readonly sepayWebhookSecret: string;
}

interface Receiver {
  readonly companyId: number;
  readonly asked: Asked | null;
}

/** The bank of the demonstration and its customers. */
export function createMockBank(deps: MockBankDeps): MockBank {
  const played: Played[] = [];

  const play = async (wish: Wish): Promise<Played> => {
    const receiver = findReceiver(deps, wish);
    const asked = receiver.asked ?? { paymentId: 0, amount: UNASKED_AMOUNT, code: '', expiresAt: deps.clock.now() };
    const amount = amountToSend(wish.amount, asked.amount);
    if (amount < 1) {
      throw new HttpProblem(422, 'nothing-to-send', {
        detail: `${formatVnd(asked.amount)} are asked for: that leaves nothing to send.`,
      });
    }
    const transfers = planTransfers(wish, {
      asked,
      amount,
      account: accountFor(deps.db, receiver.companyId, wish),
      now: deps.clock.now(),
      newReference: () => `FT${deps.newId().replaceAll('-', '').slice(0, 14).toUpperCase()}`,
    });
    const statuses: number[] = [];
    for (const transfer of transfers) statuses.push(...(await send(deps, wish, transfer)));
    const result = { at: deps.clock.now(), message: sentence({ wish, amount, asked, statuses }) };
    played.unshift(result);
    played.splice(PLAYED_KEPT);
    return result;
  };

  return { play, played: () => played };
}

function findReceiver({ db, clock }: MockBankDeps, { order_id, account }: Wish): Receiver {
  if (order_id === null) return { companyId: account ?? 1, asked: null };
  const order = db.get<{ company_id: number; total: number }>(
    'SELECT company_id, total FROM orders WHERE id = ?',
    order_id,
  );
  if (order === undefined) throw new HttpProblem(404, 'not-found', { detail: `There is no order ${order_id}.` });
  const companyId = order.company_id;
  const cashierId = db.get<{ id: number }>('SELECT id FROM users WHERE company_id = ? LIMIT 1', companyId)?.id ?? 0;
  const user = findUser(db, cashierId);
  if (user === null) throw new HttpProblem(404, 'not-found', { detail: 'Nobody works there.' });
  try {
    const open = openPayment({ db, clock }, user, { orderId: order_id, method: 'vietqr' });
    const { payment_id: paymentId, amount, code, expires_at: expiresAt } = open;
    return { companyId, asked: { paymentId, amount, code, expiresAt } };
  } catch (error) {
    // Paid or cancelled: whoever still has the old QR can pay it, and will want the money back.
    const last = lastAsked(db, order_id);
    if (last === undefined || !(error instanceof HttpProblem)) throw error;
    return { companyId, asked: { ...last, amount: order.total } };
  }
}

function lastAsked(db: Database, orderId: number) {
  return db.get<Omit<Asked, 'amount'>>(
    `SELECT id AS paymentId, code, expires_at AS expiresAt FROM payments
     WHERE order_id = ? AND code IS NOT NULL ORDER BY id DESC LIMIT 1`,
    orderId,
  );
}

function accountFor(db: Database, ownCompany: number, wish: Wish): string {
  const wanted = wish.account ?? ownCompany;
  const row = db.get<{ account: string }>(
    wish.wrong_account
      ? 'SELECT account FROM companies WHERE id <> ? ORDER BY id LIMIT 1'
      : 'SELECT account FROM companies WHERE id = ?',
    wish.wrong_account ? ownCompany : wanted,
  );
  if (row === undefined) throw new HttpProblem(404, 'not-found', { detail: `There is no company ${wanted}.` });
  return row.account;
}

/** Books the transfer, then lets everybody tell of it who shall. A forger books nothing: there is no money. */
async function send(deps: MockBankDeps, wish: Wish, transfer: PlayedTransfer): Promise<number[]> {
  const sepayId = wish.forge ? 0 : writeBook(deps.db, transfer);
  const key = (secret: string): string => (wish.forge ? `${secret}-forged` : secret);
  const statuses: number[] = [];
  for (const teller of tellers(wish)) {
    const told = { ...transfer, sepayId };
    const webhook =
      teller === 'payos'
        ? { body: JSON.stringify(signedPayosWebhook(told, key(deps.payosChecksumKey))), headers: {} }
        : signedSepayWebhook(told, { secret: key(deps.sepayWebhookSecret), sentAt: deps.clock.now() });
    const response = await deps.fetch(`${deps.ownUrl() ?? ''}/api/v1/webhooks/${teller}`, {
      method: 'POST',
      headers: { ...webhook.headers, 'content-type': 'application/json' },
      body: webhook.body,
    });
    await response.text();
    statuses.push(response.status);
  }
  return statuses;
}

interface Outcome {
  readonly wish: Wish;
  readonly amount: number;
  readonly asked: Asked;
  readonly statuses: readonly number[];
}

function sentence({ wish, amount, asked, statuses }: Outcome): string {
  const whom = wish.order_id === null ? 'nobody' : `order ${wish.order_id} (payment ${asked.paymentId})`;
  if (statuses.length === 0) return `The bank lists ${formatVnd(amount)} for ${whom} and tells nobody.`;
  return `Told the backend of ${formatVnd(amount)} for ${whom}: ${statuses.join(', ')}.`;
}
