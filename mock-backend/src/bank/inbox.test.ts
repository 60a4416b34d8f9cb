import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeClock } from '@vppos/core/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findUser } from '../auth/users.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { seedDemoShops } from '../db/seed.ts';
import { readBook, writeBook } from '../mockBank/book.ts';
import { type PlayedTransfer, signedPayosWebhook, signedSepayWebhook } from '../mockBank/mockWebhooks.ts';
import { createOrder } from '../orders/createOrder.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { openPayment } from '../payments/openPayment.ts';
import { createBankInbox } from './inbox.ts';
import { payosProvider } from './payos/payosProvider.ts';
import type { BankRow, ProviderName } from './provider.ts';
import { LIST_PROVIDER, sepayProvider } from './sepay/sepayProvider.ts';

const ACCOUNT = '0123456789';
let dir: string;
let db: Database;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vppos-inbox-'));
  db = openDatabase(dir);
  // Thousands of commits, and nobody pulls the plug.
  db.get('PRAGMA synchronous = OFF');
  await seedDemoShops(db, async () => 'hash');
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

const providers: ProviderName[] = ['payos', 'sepay', 'list'];
/** Transfers of one order, each told by some providers, in some order; and which of the tellings are acted on at once. */
const story = fc.array(fc.integer({ min: 1000, max: 200_000 }), { minLength: 1, maxLength: 4 }).chain((amounts) =>
  fc.tuple(
    fc.constant(amounts),
    fc.array(
      fc.record({
        transfer: fc.nat({ max: amounts.length - 1 }),
        provider: fc.constantFrom(...providers),
        atOnce: fc.boolean(),
      }),
      { minLength: 1, maxLength: 16 },
    ),
  ),
);

it('[BANK16] counts each transfer once, whoever tells of it, in every order and at once', () => {
  const clock = fakeClock();
  const outbox = createOutbox(db, clock);
  const readers = [payosProvider('k'.repeat(16)), sepayProvider('s'.repeat(16), clock), LIST_PROVIDER];
  const inbox = createBankInbox({ db, outbox, clock, log: { error: expect.unreachable }, providers: readers });
  let run = 0;

  fc.assert(
    fc.property(story, ([amounts, tellings]) => {
      run += 1;
      const { orderId, sent } = sendTransfers({ run, amounts });
      const waiting: number[] = [];

      for (const { transfer, provider, atOnce } of tellings) {
        const told = sent[transfer];
        if (told === undefined) continue;
        const inboxId = inbox.receive({ provider, row: rowOf(provider, told), stale: false });
        if (atOnce) waiting.push(inboxId);
        else inbox.settle(inboxId);
      }
      for (const inboxId of waiting.reverse()) inbox.settle(inboxId);

      const told = new Set(tellings.map(({ transfer }) => transfer));
      const sum = [...told].reduce((total, index) => total + (amounts[index] ?? 0), 0);
      expect(countedFor(orderId)).toEqual({ transfers: told.size, money: sum });
      expect(timesPaid(orderId)).toBe(sum >= 250_000 ? 1 : 0);
    }),
    { numRuns: 60 },
  );

  function sendTransfers({ run, amounts }: { run: number; amounts: readonly number[] }) {
    const user = findUser(db, 1);
    if (user === null) throw new Error('The demo shop has nobody.');
    const body = { items: [{ product_id: 8, quantity: 1 }], idempotency_key: `run-${run}` };
    const orderId = createOrder({ db, outbox, clock }, user, body);
    const payment = openPayment({ db, clock }, user, { orderId, method: 'vietqr' });
    const sent = amounts.map((amount, index): PlayedTransfer => {
      const transfer = {
        orderCode: payment.payment_id,
        amount,
        description: payment.code,
        accountNumber: ACCOUNT,
        reference: `FT-${run}-${index}`,
        transferredAt: clock.now(),
      };
      return { ...transfer, sepayId: writeBook(db, transfer) };
    });
    return { orderId, sent };
  }

  function rowOf(provider: ProviderName, transfer: PlayedTransfer): BankRow {
    if (provider === 'payos') return signedPayosWebhook(transfer, 'k'.repeat(16)).data;
    if (provider === 'sepay') {
      return JSON.parse(signedSepayWebhook(transfer, { secret: 's'.repeat(16), sentAt: clock.now() }).body);
    }
    const listed = readBook(db, { account: ACCOUNT, since: 0, limit: 10 });
    return listed.find((row) => row['reference_number'] === transfer.reference) ?? {};
  }
}, 30_000);

/** Everything that was booked on an order or is to go back. An overpaid order's excess is both, and counts as booked. */
function countedFor(orderId: number) {
  const transfers = db.get<{ n: number }>(
    'SELECT count(*) AS n FROM transfers t JOIN payments p ON p.id = t.payment_id WHERE p.order_id = ?',
    orderId,
  );
  const booked = db.get<{ sum: number }>('SELECT total(amount) AS sum FROM receipts WHERE order_id = ?', orderId);
  const refunds = db.get<{ sum: number }>(
    "SELECT total(amount) AS sum FROM refund_tasks WHERE order_id = ? AND reason = 'order_already_paid'",
    orderId,
  );
  return { transfers: transfers?.n ?? 0, money: (booked?.sum ?? 0) + (refunds?.sum ?? 0) };
}

function timesPaid(orderId: number): number {
  const row = db.get<{ n: number }>(
    'SELECT count(*) AS n FROM outbox WHERE body LIKE \'%"order_paid"%\' AND body LIKE ?',
    `%"order_id":${orderId},%`,
  );
  return row?.n ?? 0;
}
