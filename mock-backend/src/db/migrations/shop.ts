/** Version 1: companies and who works there, orders, payments, the bank's word and the outbox. */
export const SHOP_MIGRATION = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE companies (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, bank_bin TEXT NOT NULL, account TEXT NOT NULL UNIQUE
  ) STRICT;
  CREATE TABLE users (
    id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES companies(id), username TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL, roles TEXT NOT NULL, password_hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE sessions (
    sid TEXT PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users(id),
    created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, revoked_at INTEGER, revoked_reason TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_by_end ON sessions (expires_at);
  CREATE TABLE refresh_tokens (
    hash TEXT PRIMARY KEY, sid TEXT NOT NULL REFERENCES sessions(sid) ON DELETE CASCADE,
    successor_hash TEXT, successor_salt TEXT, rotated_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX refresh_tokens_by_session ON refresh_tokens (sid);

  CREATE TABLE products (
    id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES companies(id), name TEXT NOT NULL,
    category TEXT NOT NULL, price INTEGER NOT NULL CHECK (price > 0)
  ) STRICT;
  CREATE INDEX products_by_company ON products (company_id, id);

  CREATE TABLE orders (
    id INTEGER PRIMARY KEY AUTOINCREMENT, company_id INTEGER NOT NULL REFERENCES companies(id),
    status TEXT NOT NULL CHECK (status IN ('unpaid', 'partially_paid', 'paid', 'overpaid', 'cancelled')),
    total INTEGER NOT NULL CHECK (total > 0), paid INTEGER NOT NULL DEFAULT 0, till_id TEXT,
    created_by INTEGER NOT NULL REFERENCES users(id), created_at INTEGER NOT NULL, paid_at INTEGER,
    cancelled_at INTEGER, cancel_reason TEXT, idempotency_key TEXT NOT NULL, request_hash TEXT NOT NULL,
    UNIQUE (created_by, idempotency_key)
  ) STRICT;
  CREATE INDEX orders_by_company ON orders (company_id, id);
  CREATE INDEX orders_by_status ON orders (company_id, status, id);
  CREATE TABLE order_items (
    order_id INTEGER NOT NULL REFERENCES orders(id), line INTEGER NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products(id), name TEXT NOT NULL, price INTEGER NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity > 0), PRIMARY KEY (order_id, line)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE payments (
    id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL REFERENCES orders(id), method TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0), status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    code TEXT UNIQUE, qr TEXT, till_id TEXT, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX one_open_payment ON payments (order_id) WHERE status = 'open';
  CREATE INDEX payments_by_order ON payments (order_id);

  CREATE TABLE bank_inbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT, provider TEXT NOT NULL, raw TEXT NOT NULL, raw_hash TEXT NOT NULL,
    received_at INTEGER NOT NULL, copies INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL CHECK (state IN ('received', 'booked', 'refund', 'unmatched', 'duplicate', 'outgoing', 'unreadable')),
    stale INTEGER NOT NULL DEFAULT 0, note TEXT, UNIQUE (provider, raw_hash)
  ) STRICT;
  CREATE INDEX bank_inbox_by_state ON bank_inbox (state, id);
  CREATE TABLE transfers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, transfer_key TEXT NOT NULL UNIQUE,
    inbox_id INTEGER NOT NULL REFERENCES bank_inbox(id), company_id INTEGER REFERENCES companies(id),
    payment_id INTEGER REFERENCES payments(id), amount INTEGER NOT NULL, reference TEXT, payer TEXT, content TEXT,
    transferred_at INTEGER NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN ('booked', 'refund', 'unmatched'))
  ) STRICT;
  CREATE INDEX transfers_by_outcome ON transfers (company_id, outcome, id);
  CREATE TABLE receipts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL REFERENCES orders(id),
    payment_id INTEGER NOT NULL REFERENCES payments(id), transfer_id INTEGER UNIQUE REFERENCES transfers(id),
    method TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0), reference TEXT, payer TEXT,
    booked_at INTEGER NOT NULL, late INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX receipts_by_order ON receipts (order_id, id);
  CREATE TABLE refund_tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL REFERENCES orders(id),
    transfer_id INTEGER REFERENCES transfers(id), amount INTEGER NOT NULL, reason TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL CHECK (kind IN ('publish', 'session_revoked')),
    body TEXT NOT NULL, created_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, sent_at INTEGER
  ) STRICT;
  CREATE INDEX outbox_waiting ON outbox (id) WHERE sent_at IS NULL;
  CREATE TABLE dead_letters (
    outbox_id INTEGER PRIMARY KEY, kind TEXT NOT NULL, body TEXT NOT NULL, status INTEGER NOT NULL,
    problem TEXT NOT NULL, failed_at INTEGER NOT NULL
  ) STRICT;

  INSERT INTO sqlite_sequence (name, seq) VALUES ('orders', 1000), ('payments', 1000);
`;
