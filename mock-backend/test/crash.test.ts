import { describe, expect, it } from 'vitest';
import { readInbox, readOrder, shop } from './testing/waitingOrder.ts';
import { payment, useWaitingPayment } from './testing/waitingPayment.ts';

useWaitingPayment();

describe('a crash', () => {
  it('[BANK8] between writing a row down and matching it loses nothing and counts it once', async () => {
    // What the first of the two transactions leaves behind.
    await shop.pay(payment);
    shop.backend.db.run('DELETE FROM receipts');
    shop.backend.db.run('DELETE FROM transfers');
    shop.backend.db.run("DELETE FROM outbox WHERE body LIKE '%payment_received%' OR body LIKE '%order_paid%'");
    shop.backend.db.run("UPDATE orders SET status = 'unpaid', paid = 0, paid_at = NULL");
    shop.backend.db.run("UPDATE bank_inbox SET state = 'received'");

    await shop.restart();
    await shop.restart();

    expect(await readOrder()).toMatchObject({ status: 'paid', paid: 250_000 });
    expect(readInbox()).toMatchObject([{ state: 'booked', copies: 1, stale: 0 }]);
  });

  it('[BANK8] of the matching leaves the row to be matched a little later; the bank has its answer', async () => {
    shop.backend.db.run('ALTER TABLE receipts RENAME TO receipts_gone');
    const answer = await shop.pay(payment);
    expect(answer.status).toBe(200);
    expect(readInbox()).toMatchObject([{ state: 'received' }]);

    shop.backend.db.run('ALTER TABLE receipts_gone RENAME TO receipts');
    shop.clock.advance(5000);

    expect(await readOrder()).toMatchObject({ status: 'paid', paid: 250_000 });
  });
});
