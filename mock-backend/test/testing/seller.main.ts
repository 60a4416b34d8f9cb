/**
 * A backend without its server, for tests of several at one database: `seller.main.ts <folder> sell|receive|book`.
 * `sell` says `ready` and, once told, does what another seller does at the same time; `receive` and `book` kill themselves in
 * the middle of it.
 */
import { once } from 'node:events';
import process from 'node:process';
import { realClock } from '@vppos/core/time';
import { findUser } from '../../src/auth/users.ts';
import { createBankInbox } from '../../src/bank/inbox.ts';
import { payosProvider } from '../../src/bank/payos/payosProvider.ts';
import { openDatabase } from '../../src/db/database.ts';
import { seedDemoShops } from '../../src/db/seed.ts';
import { HttpProblem } from '../../src/http/problem.ts';
import { signedPayosWebhook } from '../../src/mockBank/mockWebhooks.ts';
import { cancelOrder } from '../../src/orders/cancelOrder.ts';
import { createOrder } from '../../src/orders/createOrder.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { openPayment } from '../../src/payments/openPayment.ts';
import { takePayment } from '../../src/payments/takePayment.ts';
import { closeShift, openShift } from '../../src/shifts/changeShift.ts';
import { matchByHand, refundByHand } from '../../src/transfers/settleTransfer.ts';

const ORDERS = 12;
const KEY = 'k'.repeat(16);
const [dataDir = '', part = ''] = process.argv.slice(2);

const db = openDatabase(dataDir);
await seedDemoShops(db, async () => 'hash');
const clock = realClock;
const outbox = createOutbox(db, clock);
const deps = { db, clock, outbox };
const log = { error: (text: string) => console.error(text) };
const inbox = createBankInbox({ ...deps, log, providers: [payosProvider(KEY)] });
const user = findUser(db, 1);
if (user === null) throw new Error('The demo shop has nobody.');
const seller = user;

const sellOne = (key: string): { orderId: number; paymentId: number } => {
  const items = [{ product_id: 8, quantity: 1 }];
  const orderId = createOrder(deps, seller, { items, till_id: 'quay-1', idempotency_key: key });
  return { orderId, paymentId: openPayment(deps, seller, { method: 'vietqr', orderId }).payment_id };
};
const receive = (reference: string, paymentId: number): number => {
  const transfer = { orderCode: paymentId, amount: 250_000, description: 'x', accountNumber: '0123456789' };
  const { data } = signedPayosWebhook({ ...transfer, reference, transferredAt: 1_700_000_000_000 }, KEY);
  return inbox.receive({ provider: 'payos', row: data, stale: false });
};
/** What both try, one may do. */
const attempt = (work: () => void): void => {
  try {
    work();
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
  }
};

function sell(): void {
  attempt(() => openShift(deps, seller, { till_id: 'quay-1', opening_cash: 0 }));
  for (let n = 0; n < ORDERS; n += 1) {
    attempt(() => {
      const { orderId, paymentId } = sellOne(`order-${n}`);
      const cash = { method: 'cash', amount: 100_000, idempotency_key: `cash-${n}` } as const;
      if (n % 4 === 0) takePayment(deps, seller, { orderId, body: cash });
      if (n % 4 === 1) cancelOrder(deps, seller, { orderId, reason: 'x' });
      inbox.settle(receive(`FT-${n}`, paymentId));
    });
    inbox.settle(receive(`LOST-${n}`, 0));
    const transferId = db.get<{ id: number }>('SELECT id FROM transfers WHERE reference = ?', `LOST-${n}`)?.id ?? 0;
    const orderId = db.get<{ id: number }>('SELECT max(id) AS id FROM orders')?.id ?? 0;
    attempt(() => matchByHand(deps, seller, { transferId, order_id: orderId }));
    attempt(() => refundByHand(deps, seller, { transferId }));
  }
  const shiftId = db.get<{ id: number }>('SELECT max(id) AS id FROM shifts')?.id ?? 0;
  attempt(() => closeShift(deps, seller, { shiftId, counted_cash: 0 }));
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way.
  for (;;);
}

if (part === 'sell') {
  console.log('ready');
  await once(process.stdin, 'data');
  sell();
} else {
  const inboxId = receive('FT-killed', sellOne('order-killed').paymentId);
  if (part === 'receive') die();
  db.transaction(() => {
    db.run("UPDATE bank_inbox SET state = 'booked' WHERE id = ?", inboxId);
    db.run("UPDATE orders SET status = 'paid', paid = 250000");
    die();
  });
}
db.close();
