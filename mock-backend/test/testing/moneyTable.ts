import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeClock } from '@vppos/core/testing';
import type { Clock } from '@vppos/core/time';
import { assertNever } from '../../src/assertNever.ts';
import { findUser, type User } from '../../src/auth/users.ts';
import { createBankInbox } from '../../src/bank/inbox.ts';
import { payosProvider } from '../../src/bank/payos/payosProvider.ts';
import type { BankRow } from '../../src/bank/provider.ts';
import { LIST_PROVIDER, sepayProvider } from '../../src/bank/sepay/sepayProvider.ts';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { seedDemoShops } from '../../src/db/seed.ts';
import { HttpProblem } from '../../src/http/problem.ts';
import { readBook, writeBook } from '../../src/mockBank/book.ts';
import { signedPayosWebhook, signedSepayWebhook } from '../../src/mockBank/mockWebhooks.ts';
import { cancelOrder } from '../../src/orders/cancelOrder.ts';
import { createOrder } from '../../src/orders/createOrder.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { openPayment } from '../../src/payments/openPayment.ts';
import { takePayment } from '../../src/payments/takePayment.ts';
import { settleRefund } from '../../src/refunds/settleRefund.ts';
import { closeShift, openShift } from '../../src/shifts/changeShift.ts';
import { matchByHand, refundByHand } from '../../src/transfers/settleTransfer.ts';

const SECRET = 's'.repeat(16);
/** Their orders cost so much; their users act. */
export const PLAYED_COMPANIES = [
  { id: 1, account: '0123456789', userId: 1, productId: 8 },
  { id: 2, account: '9876543210', userId: 4, productId: 15 },
] as const;

/** What happens next. Numbers that name something mean one of what there is; nothing there, nothing happens. */
export type Step =
  | { readonly kind: 'order' | 'openShift'; readonly actor: number; readonly till: string }
  | { readonly kind: 'ask' | 'cancel'; readonly actor: number; readonly order: number; readonly till: string }
  | {
      readonly kind: 'cash' | 'manual';
      readonly actor: number;
      readonly order: number;
      readonly till: string;
      readonly part: number;
    }
  /** `codes`: what stands in the note. `tellers`: who tells of it, one after the other; each may know the code or not. */
  | {
      readonly kind: 'transfer';
      readonly actor: number;
      readonly codes: readonly number[];
      readonly part: number;
      readonly out: boolean;
      readonly tellers: readonly { readonly by: 'payos' | 'sepay' | 'list'; readonly knows: boolean }[];
    }
  | { readonly kind: 'match'; readonly actor: number; readonly transfer: number; readonly order: number }
  | { readonly kind: 'sendBack'; readonly actor: number; readonly transfer: number }
  | {
      readonly kind: 'giveBack';
      readonly actor: number;
      readonly refund: number;
      readonly till: string;
      readonly method: 'cash' | 'transfer';
    }
  | { readonly kind: 'closeShift'; readonly actor: number; readonly shift: number }
  | { readonly kind: 'wait' };

export interface MoneyTable {
  readonly db: Database;
  /** Takes everything off the table. */
  clear(): void;
  /** A refusal is one of the outcomes. */
  play(step: Step): void;
  /** What customers have really sent, in all, since `clear`. */
  sent(): { readonly count: number; readonly amount: number };
  close(): void;
}

/** Two shops and a bank, without HTTP, on which anything may happen in any order. */
export async function layMoneyTable(): Promise<MoneyTable> {
  const dir = mkdtempSync(join(tmpdir(), 'vppos-money-'));
  const db = openDatabase(dir);
  // Nobody pulls the plug of this one.
  db.get('PRAGMA synchronous = OFF');
  await seedDemoShops(db, async () => 'hash');
  const fake = fakeClock();
  const clock: Clock = {
    after: fake.after,
    // No two moments are the same.
    now: () => {
      fake.advance(1);
      return fake.now();
    },
  };
  const outbox = createOutbox(db, clock);
  const deps = { db, clock, outbox };
  const providers = [payosProvider(SECRET), sepayProvider(SECRET, clock), LIST_PROVIDER];
  const log = {
    error: (text: string) => {
      throw new Error(text);
    },
  };
  const inbox = createBankInbox({ ...deps, log, providers });
  let keys = 0;
  const newKey = (): string => {
    keys += 1;
    return `key-${keys}`;
  };
  const sent = { count: 0, amount: 0 };

  const pick = (table: string, nth: number): number => {
    const rows = db.all<{ id: number }>(`SELECT id FROM ${table} ORDER BY id`);
    return rows[nth % Math.max(1, rows.length)]?.id ?? 0;
  };
  const amountOf = (orderId: number, part: number): number => {
    const order = db.get<{ left: number }>('SELECT total - paid AS left FROM orders WHERE id = ?', orderId);
    return Math.max(1, Math.round(((order?.left || 10_000) * part) / 2));
  };

  const transfer = (step: Extract<Step, { kind: 'transfer' }>): void => {
    const noted = step.codes.map((nth) => pick('payments WHERE code IS NOT NULL', nth));
    const codes = noted.map((id) => db.get<{ code: string }>('SELECT code FROM payments WHERE id = ?', id)?.code ?? '');
    const orderId = db.get<{ id: number }>('SELECT order_id AS id FROM payments WHERE id = ?', noted[0] ?? 0)?.id ?? 0;
    const known = {
      orderCode: noted[0] ?? 0,
      amount: amountOf(orderId, step.part),
      description: codes.join(' va '),
      accountNumber: companyOf(step.actor).account,
      reference: newKey(),
      transferredAt: clock.now(),
    };
    const sepayId = writeBook(db, known);
    if (!step.out && step.tellers.length > 0) {
      sent.count += 1;
      sent.amount += known.amount;
    }
    for (const { by, knows } of step.tellers) {
      const told = { ...known, sepayId, ...(knows ? {} : { orderCode: 0, description: 'com trua' }) };
      inbox.settle(inbox.receive({ provider: by, row: rowOf(db, by, { told, out: step.out }), stale: false }));
    }
  };

  const take = (user: User, { kind, order, part, till }: Extract<Step, { kind: 'cash' | 'manual' }>): void => {
    const orderId = pick('orders', order);
    const body = { method: kind, amount: amountOf(orderId, part), till_id: till, idempotency_key: newKey() };
    takePayment(deps, user, { orderId, body });
    // The page has not heard the answer.
    takePayment(deps, user, { orderId, body });
  };

  const play = (step: Step): unknown => {
    if (step.kind === 'wait') return fake.advance(16 * 60_000);
    if (step.kind === 'transfer') return transfer(step);
    const user = userOf(db, step.actor);
    switch (step.kind) {
      case 'order': {
        const items = [{ product_id: companyOf(step.actor).productId, quantity: 2 }];
        return createOrder(deps, user, { items, till_id: step.till, idempotency_key: newKey() });
      }
      case 'ask':
        return openPayment(deps, user, { method: 'vietqr', orderId: pick('orders', step.order), till_id: step.till });
      case 'cash':
      case 'manual':
        return take(user, step);
      case 'cancel':
        return cancelOrder(deps, user, { orderId: pick('orders', step.order), reason: 'x' });
      case 'match': {
        const transferId = pick('transfers', step.transfer);
        return matchByHand(deps, user, { transferId, order_id: pick('orders', step.order) });
      }
      case 'sendBack':
        return refundByHand(deps, user, { transferId: pick('transfers', step.transfer) });
      case 'giveBack': {
        const refundId = pick('refund_tasks', step.refund);
        return settleRefund(deps, user, { refundId, method: step.method, till_id: step.till });
      }
      case 'openShift':
        return openShift(deps, user, { till_id: step.till, opening_cash: 500_000 });
      case 'closeShift':
        return closeShift(deps, user, { shiftId: pick('shifts', step.shift), counted_cash: 1 });
      default:
        return assertNever(step);
    }
  };

  return {
    db,
    clear: () => {
      for (const rows of ['outbox', 'refund_tasks', 'receipts', 'transfers', 'bank_inbox', 'payments']) {
        db.run(`DELETE FROM ${rows}`);
      }
      for (const rows of ['order_items', 'orders', 'shifts', 'mock_bank_transfers']) db.run(`DELETE FROM ${rows}`);
      Object.assign(sent, { count: 0, amount: 0 });
    },
    play: (step) => {
      try {
        play(step);
      } catch (error) {
        if (!(error instanceof HttpProblem)) throw error;
      }
    },
    sent: () => sent,
    close: () => {
      db.close();
      rmSync(dir, { recursive: true });
    },
  };
}

const companyOf = (actor: number) => PLAYED_COMPANIES[actor % 2 === 0 ? 0 : 1];

function userOf(db: Database, actor: number): User {
  const user = findUser(db, companyOf(actor).userId);
  if (user === null) throw new Error('The demo shop has nobody.');
  return user;
}

type Told = Parameters<typeof signedPayosWebhook>[0];

function rowOf(db: Database, by: 'payos' | 'sepay' | 'list', { told, out }: { told: Told; out: boolean }): BankRow {
  if (by === 'payos') return signedPayosWebhook({ ...told, amount: out ? -told.amount : told.amount }, SECRET).data;
  if (by === 'sepay') {
    const row = JSON.parse(signedSepayWebhook(told, { secret: SECRET, sentAt: 0 }).body);
    return { ...row, transferType: out ? 'out' : 'in' };
  }
  const listed = readBook(db, { account: told.accountNumber, since: 0, limit: 1 })[0];
  const amounts = out ? { amount_in: '0.00', amount_out: `${told.amount}.00` } : {};
  return { ...listed, ...amounts, transaction_content: told.description };
}
