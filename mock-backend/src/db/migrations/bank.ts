/** Version 3: who matched a transfer by hand, and the book of the mock bank: what its customers sent, whoever was told of it. */
export const BANK_MIGRATION = `
  ALTER TABLE transfers ADD COLUMN matched_by INTEGER REFERENCES users(id);
  ALTER TABLE transfers ADD COLUMN matched_at INTEGER;
  CREATE INDEX transfers_by_company ON transfers (company_id, id);

  CREATE TABLE mock_bank_transfers (
    id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
    content TEXT NOT NULL, reference TEXT NOT NULL, payer TEXT NOT NULL, transferred_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX mock_bank_transfers_by_account ON mock_bank_transfers (account, id);
`;
