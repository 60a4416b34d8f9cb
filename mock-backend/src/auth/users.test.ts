import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../db/database.ts';
import { seedDemoShops } from '../db/seed.ts';
import { checkLogin } from './users.ts';

let dir: string;
let db: Database;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vppos-users-'));
  db = openDatabase(dir);
  await seedDemoShops(db, async () => 'a hash');
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

describe('checkLogin', () => {
  it('[LOGIN2] compares a password once, whether the name is known or not', async () => {
    const compared: string[] = [];
    const isPassword = async (password: string, hash: string): Promise<boolean> => {
      compared.push(`${password} with ${hash}`);
      return false;
    };
    const check = { db, decoyHash: 'the decoy', isPassword };

    expect(await checkLogin(check, { username: 'thungan1', password: 'x' })).toBeNull();
    expect(await checkLogin(check, { username: 'nobody', password: 'x' })).toBeNull();

    expect(compared).toEqual(['x with a hash', 'x with the decoy']);
  });

  it('[LOGIN2] lets nobody in under an unknown name, even with the password of the decoy', async () => {
    const check = { db, decoyHash: 'the decoy', isPassword: async () => true };

    expect(await checkLogin(check, { username: 'nobody', password: 'x' })).toBeNull();
    expect(await checkLogin(check, { username: 'thungan1', password: 'x' })).toMatchObject({ id: 1 });
  });
});
