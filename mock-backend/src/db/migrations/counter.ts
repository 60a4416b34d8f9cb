/**
 * Version 2: what a counter needs: barcodes, notes, discounts, tables, money taken by hand, refunds that are done, shifts.
 * `subtotal` of an order is its total plus its discount; a receipt is confirmed by the bank once it has a transfer.
 */
export const COUNTER_MIGRATION = `
  ALTER TABLE products ADD COLUMN barcode TEXT;
  CREATE UNIQUE INDEX products_by_barcode ON products (company_id, barcode);

  ALTER TABLE orders ADD COLUMN discount INTEGER NOT NULL DEFAULT 0 CHECK (discount >= 0);
  ALTER TABLE orders ADD COLUMN note TEXT;
  ALTER TABLE orders ADD COLUMN table_name TEXT;
  ALTER TABLE orders ADD COLUMN table_key TEXT;
  ALTER TABLE orders ADD COLUMN cancelled_by INTEGER REFERENCES users(id);
  CREATE INDEX orders_by_till ON orders (company_id, till_id, id);
  CREATE INDEX orders_by_cancel ON orders (company_id, till_id, cancelled_at) WHERE cancelled_at IS NOT NULL;
  ALTER TABLE order_items ADD COLUMN note TEXT;

  ALTER TABLE payments ADD COLUMN created_by INTEGER REFERENCES users(id);
  ALTER TABLE payments ADD COLUMN idempotency_key TEXT;
  ALTER TABLE payments ADD COLUMN request_hash TEXT;
  CREATE UNIQUE INDEX payments_by_key ON payments (created_by, idempotency_key) WHERE idempotency_key IS NOT NULL;

  CREATE TABLE shifts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, company_id INTEGER NOT NULL REFERENCES companies(id), till_id TEXT NOT NULL,
    opened_by INTEGER NOT NULL REFERENCES users(id), opened_at INTEGER NOT NULL,
    opening_cash INTEGER NOT NULL CHECK (opening_cash >= 0),
    closed_by INTEGER REFERENCES users(id), closed_at INTEGER, counted_cash INTEGER, expected_cash INTEGER, note TEXT
  ) STRICT;
  CREATE UNIQUE INDEX one_open_shift ON shifts (company_id, till_id) WHERE closed_at IS NULL;
  CREATE INDEX shifts_by_company ON shifts (company_id, id);

  CREATE TABLE receipts_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT, company_id INTEGER NOT NULL REFERENCES companies(id),
    order_id INTEGER NOT NULL REFERENCES orders(id), payment_id INTEGER NOT NULL REFERENCES payments(id),
    transfer_id INTEGER UNIQUE REFERENCES transfers(id), shift_id INTEGER REFERENCES shifts(id), till_id TEXT,
    method TEXT NOT NULL CHECK (method IN ('vietqr', 'cash', 'manual')), amount INTEGER NOT NULL CHECK (amount > 0),
    tendered INTEGER, change INTEGER NOT NULL DEFAULT 0, reference TEXT, payer TEXT,
    confirmed_by INTEGER REFERENCES users(id), booked_at INTEGER NOT NULL, late INTEGER NOT NULL
  ) STRICT;
  INSERT INTO receipts_new (id, company_id, order_id, payment_id, transfer_id, till_id, method, amount, reference, payer,
                            booked_at, late)
    SELECT r.id, o.company_id, r.order_id, r.payment_id, r.transfer_id, coalesce(p.till_id, o.till_id), r.method, r.amount,
           r.reference, r.payer, r.booked_at, r.late
    FROM receipts r JOIN orders o ON o.id = r.order_id JOIN payments p ON p.id = r.payment_id;
  DROP TABLE receipts;
  ALTER TABLE receipts_new RENAME TO receipts;
  CREATE INDEX receipts_by_order ON receipts (order_id, id);
  CREATE INDEX receipts_by_company ON receipts (company_id, id);
  CREATE INDEX receipts_by_till ON receipts (company_id, till_id, id);
  CREATE INDEX receipts_by_shift ON receipts (shift_id, id) WHERE shift_id IS NOT NULL;

  CREATE TABLE refund_tasks_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT, company_id INTEGER NOT NULL REFERENCES companies(id),
    order_id INTEGER REFERENCES orders(id), receipt_id INTEGER REFERENCES receipts(id),
    transfer_id INTEGER REFERENCES transfers(id), amount INTEGER NOT NULL CHECK (amount > 0), reason TEXT NOT NULL,
    note TEXT, created_at INTEGER NOT NULL, done_at INTEGER, done_by INTEGER REFERENCES users(id), done_method TEXT,
    till_id TEXT, shift_id INTEGER REFERENCES shifts(id)
  ) STRICT;
  INSERT INTO refund_tasks_new (id, company_id, order_id, receipt_id, transfer_id, amount, reason, created_at)
    SELECT t.id, o.company_id, t.order_id, (SELECT r.id FROM receipts r WHERE r.transfer_id = t.transfer_id),
           t.transfer_id, t.amount, t.reason, t.created_at
    FROM refund_tasks t JOIN orders o ON o.id = t.order_id;
  DROP TABLE refund_tasks;
  ALTER TABLE refund_tasks_new RENAME TO refund_tasks;
  CREATE INDEX refund_tasks_by_company ON refund_tasks (company_id, done_at, id);
  CREATE INDEX refund_tasks_by_order ON refund_tasks (order_id);
  CREATE INDEX refund_tasks_by_shift ON refund_tasks (shift_id) WHERE shift_id IS NOT NULL;

  CREATE INDEX bank_inbox_by_time ON bank_inbox (received_at);
  CREATE INDEX transfers_by_inbox ON transfers (inbox_id);
`;
