import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeClock } from '@vppos/core/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { User } from '../auth/users.ts';
import { matchTransfer } from '../bank/match.ts';
import { openDatabase } from '../db/database.ts';
import { seedDemoShops } from '../db/seed.ts';
import { HttpProblem } from '../http/problem.ts';
import { cancelOrder } from '../orders/cancelOrder.ts';
import { createOrder } from '../orders/createOrder.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { openPayment } from './openPayment.ts';
import { takePayment } from './takePayment.ts';

const USER: User = { id: 1, name: 'Lan', companyId: 1, roles: ['cashier'] };
const TOTAL = 250_000;
const AMOUNTS = [100_000, 150_000, TOTAL, 300_000];

type Step =
  | { kind: 'ask' }
  | { kind: 'cash' | 'manual'; amount: number; again: boolean }
  /** `to`: which of the codes ever given it carries; none: nobody's money. `again`: the bank tells it twice. */
  | { kind: 'transfer'; amount: number; to: number | null; again: boolean }
  | { kind: 'cancel' | 'wait' };

const amount = fc.constantFrom(...AMOUNTS);
const asked = fc.record({ kind: fc.constant('ask' as const) });
const taken = fc.record({ kind: fc.constantFrom('cash' as const, 'manual' as const), amount, again: fc.boolean() });
const transfer = fc.record({
  kind: fc.constant('transfer' as const),
  amount,
  to: fc.option(fc.nat({ max: 4 }), { freq: 6 }),
  again: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: asked },
  { weight: 4, arbitrary: taken },
  { weight: 4, arbitrary: transfer },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('cancel' as const, 'wait' as const) }) },
);

/** A shop with one order, on which steps are played; a refusal is one of the outcomes. */
async function makeTable() {
  const dir = mkdtempSync(join(tmpdir(), 'vppos-money-'));
  const db = openDatabase(dir);
  await seedDemoShops(db, async () => 'hash');
  const clock = fakeClock();
  const deps = { db, clock, outbox: createOutbox(db, clock) };
  let keys = 0;
  const newKey = (): string => {
    keys += 1;
    return `key-${keys}`;
  };
  let orderId = 0;
  const codes: { id: number; note: string }[] = [];
  let sent = 0;

  const tell = (transfer: Extract<Step, { kind: 'transfer' }>, reference: string): void => {
    const code = transfer.to === null ? undefined : codes[transfer.to % Math.max(1, codes.length)];
    const rawHash = newKey();
    db.transaction(() => {
      const { lastId: inboxId } = db.run(
        `INSERT INTO bank_inbox (provider, raw, raw_hash, received_at, state) VALUES ('payos', '{}', ?, ?, 'received')`,
        rawHash,
        clock.now(),
      );
      matchTransfer(deps, {
        inboxId,
        rawHash,
        receivedAt: clock.now(),
        transfer: {
          providerId: null,
          account: '0123456789',
          amount: transfer.amount,
          direction: 'in',
          paymentId: code?.id ?? null,
          content: code?.note ?? 'com trua',
          reference,
          payer: 'AN',
          transferredAt: clock.now(),
        },
      });
    });
  };

  const play = (one: Step): void => {
    switch (one.kind) {
      case 'ask': {
        const payment = openPayment(deps, USER, { method: 'vietqr', orderId });
        codes.push({ id: payment.payment_id, note: payment.code });
        return;
      }
      case 'cash':
      case 'manual': {
        const body = { method: one.kind, amount: one.amount, idempotency_key: newKey() };
        const first = takePayment(deps, USER, { orderId, body });
        if (one.again) expect(takePayment(deps, USER, { orderId, body })).toEqual(first);
        return;
      }
      case 'transfer': {
        const reference = newKey();
        sent += one.amount;
        tell(one, reference);
        if (one.again) tell(one, reference);
        return;
      }
      case 'cancel':
        cancelOrder(deps, USER, { orderId, reason: 'x' });
        return;
      case 'wait':
        clock.advance(16 * 60_000);
    }
  };

  return {
    db,
    startOrder: () => {
      codes.length = 0;
      sent = 0;
      for (const rows of ['refund_tasks', 'receipts', 'transfers', 'outbox']) db.run(`DELETE FROM ${rows}`);
      orderId = createOrder(deps, USER, {
        items: [{ product_id: 8, quantity: 1 }],
        till_id: 'quay-1',
        idempotency_key: newKey(),
      });
      return orderId;
    },
    sent: () => sent,
    play: (one: Step) => {
      try {
        play(one);
      } catch (error) {
        if (!(error instanceof HttpProblem)) throw error;
      }
    },
    close: () => {
      db.close();
      rmSync(dir, { recursive: true });
    },
  };
}

function statusFor(paid: number): string {
  if (paid === 0) return 'unpaid';
  if (paid < TOTAL) return 'partially_paid';
  return paid === TOTAL ? 'paid' : 'overpaid';
}

it('[PAY13] loses no money, books none twice and tells of a paid order once, whatever happens in whatever order', async () => {
  const table = await makeTable();
  const { db } = table;
  const sum = (sql: string): number =>
    db.get<{ n: number }>(`SELECT coalesce(sum(amount), 0) AS n FROM ${sql}`)?.n ?? 0;
  const told = (type: string) =>
    db
      .all<{ body: string }>('SELECT body FROM outbox')
      .map(({ body }) => JSON.parse(body) as { event: string; data: { amount: number } })
      .filter(({ event }) => event === type)
      .map(({ data }) => data);

  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 10, size: 'max' }), (steps) => {
      const orderId = table.startOrder();
      for (const one of steps) table.play(one);

      const order = db.get<{ status: string; paid: number }>('SELECT status, paid FROM orders WHERE id = ?', orderId);
      const { status, paid } = order ?? { status: '', paid: -1 };
      expect(paid).toBe(sum('receipts'));
      if (status === 'cancelled') expect(sum('refund_tasks WHERE receipt_id IS NOT NULL')).toBe(paid);
      else {
        expect(status).toBe(statusFor(paid));
        expect(sum('refund_tasks WHERE receipt_id IS NOT NULL')).toBe(Math.max(0, paid - TOTAL));
      }
      expect(told('order_paid')).toHaveLength(paid >= TOTAL ? 1 : 0);
      expect(told('payment_received').reduce((all, data) => all + data.amount, 0)).toBe(paid);
      expect(told('refund_due').reduce((all, data) => all + data.amount, 0)).toBe(sum('refund_tasks'));
      const kept =
        sum('receipts WHERE transfer_id IS NOT NULL') +
        sum('refund_tasks WHERE receipt_id IS NULL') +
        sum("transfers WHERE outcome = 'unmatched'");
      expect(kept).toBe(table.sent());
      expect(
        db.get(
          'SELECT 1 FROM payments WHERE order_id = ? AND status = ? AND ?',
          orderId,
          'open',
          paid >= TOTAL ? 1 : 0,
        ),
      ).toBeUndefined();
    }),
    { numRuns: 300 },
  );
  table.close();
}, 60_000);
