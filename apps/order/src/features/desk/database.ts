import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** What of this app outlives a reload. Everything is read as unknown: another build may have written it. */
interface OrderSchema extends DBSchema {
  /** By `<company>/<user>`. */
  desks: { key: string; value: unknown };
  /** By company. */
  menus: { key: string; value: unknown };
  /** Records that could not be read, for those who look for the fault. */
  aside: { key: number; value: { owner: string; at: number; record: unknown } };
}

/** Gives the open database; opens it again after the browser has closed it. */
export type OrderDatabase = () => Promise<IDBPDatabase<OrderSchema>>;

export function orderDatabase(name = 'vppos-order'): OrderDatabase {
  let opened: Promise<IDBPDatabase<OrderSchema>> | null = null;
  const forget = (): void => {
    opened = null;
  };
  // Async: where the browser forbids it, `openDB` throws before there is a promise.
  const open = async (): Promise<IDBPDatabase<OrderSchema>> =>
    openDB<OrderSchema>(name, 1, {
      upgrade: (database) => {
        database.createObjectStore('desks');
        database.createObjectStore('menus');
        database.createObjectStore('aside', { autoIncrement: true });
      },
      // A newer build in another tab must not wait for this one.
      blocking: (_current, _wanted, event) => {
        forget();
        (event.target as IDBDatabase).close();
      },
      terminated: forget,
    });
  return () => {
    opened ??= open();
    opened.catch(forget);
    return opened;
  };
}
