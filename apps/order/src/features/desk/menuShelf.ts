import * as v from 'valibot';
import { PRODUCT, type Product } from '../../api/schemas.ts';
import type { OrderDatabase } from './database.ts';

const KEPT = v.object({ readAt: v.number(), items: v.array(PRODUCT) });

/** What the shop sold when it was last asked. `readAt` in ms since 1970. */
export interface KeptMenu {
  readonly readAt: number;
  readonly items: readonly Product[];
}

/** Keeps the last menu for the time without network. Losing it costs nothing but that; it never throws. */
export interface MenuShelf {
  readonly read: () => Promise<KeptMenu | null>;
  readonly keep: (menu: KeptMenu) => Promise<void>;
}

export function menuShelf(database: OrderDatabase, companyId: number): MenuShelf {
  const key = String(companyId);
  return {
    read: async () => {
      const stored = await database()
        .then((open) => open.get('menus', key))
        .catch(() => undefined);
      const kept = v.safeParse(KEPT, stored);
      return kept.success ? kept.output : null;
    },
    keep: async (menu) => {
      await database()
        .then((open) => open.put('menus', menu, key))
        .catch(() => undefined);
    },
  };
}

/** For as long as the page lives. */
export function memoryShelf(): MenuShelf {
  let kept: KeptMenu | null = null;
  return {
    read: async () => kept,
    keep: async (menu) => {
      kept = menu;
    },
  };
}
