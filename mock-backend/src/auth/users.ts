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

export interface LoginCheck {
  readonly db: Database;
  /** A hash of nobody's password, made like everybody's. */
  readonly decoyHash: string;
  readonly isPassword: (password: string, hash: string) => Promise<boolean>;
}

/** The user whose name and password these are, or null; an unknown name costs the same work as a wrong password. */
export async function checkLogin(
  check: LoginCheck,
  login: { username: string; password: string },
): Promise<User | null> {
  const row = check.db.get<UserRow>('SELECT * FROM users WHERE username = ?', login.username);
  const isRight = await check.isPassword(login.password, row?.password_hash ?? check.decoyHash);
  return isRight && row !== undefined ? toUser(row) : null;
}
