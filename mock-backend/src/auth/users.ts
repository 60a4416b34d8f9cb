import type { Role } from '@vppos/core/types';
import type { Database } from '../db/database.ts';

/** Someone who can log in. */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly companyId: number;
  readonly roles: readonly Role[];
}

interface UserRow {
  id: number;
  company_id: number;
  name: string;
  roles: string;
  password_hash: string;
}

function toUser(row: UserRow): User {
  // Written by the seed from values of this type.
  const roles = JSON.parse(row.roles) as Role[];
  return { id: row.id, name: row.name, companyId: row.company_id, roles };
}

export function findUser(db: Database, id: number): User | null {
  const row = db.get<UserRow>('SELECT * FROM users WHERE id = ?', id);
  return row === undefined ? null : toUser(row);
}

export function findLogin(db: Database, username: string): { user: User; passwordHash: string } | null {
  const row = db.get<UserRow>('SELECT * FROM users WHERE username = ?', username);
  return row === undefined ? null : { user: toUser(row), passwordHash: row.password_hash };
}
