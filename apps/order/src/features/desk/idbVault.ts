import type { Clock } from '@vppos/core/time';
import type { OrderDatabase } from './database.ts';
import { readDesk } from './readDesk.ts';
import type { DeskVault } from './vault.ts';

/** So many broken records are kept; the oldest go first. */
export const MAX_ASIDE = 50;

interface IdbVaultOptions {
  readonly database: OrderDatabase;
  /** `<company>/<user>`. */
  readonly owner: string;
  readonly clock: Clock;
}

/** In IndexedDB, whose transactions keep the tabs of the browser apart. What cannot be read is put aside. */
export function idbVault({ database, owner, clock }: IdbVaultOptions): DeskVault {
  return {
    update: async (change) => {
      const open = await database();
      // `strict`: an order that was called kept is on the disk, not in a buffer.
      const transaction = open.transaction(['desks', 'aside'], 'readwrite', { durability: 'strict' });
      const desks = transaction.objectStore('desks');
      const { desk, broken } = readDesk(await desks.get(owner));
      const next = change(desk);
      if (next !== desk || broken.length > 0) await desks.put(next, owner);
      const aside = transaction.objectStore('aside');
      for (const record of broken) await aside.add({ owner, at: clock.now(), record });
      const keys = broken.length === 0 ? [] : await aside.getAllKeys();
      for (const key of keys.slice(0, -MAX_ASIDE)) await aside.delete(key);
      await transaction.done;
      return next;
    },
  };
}
