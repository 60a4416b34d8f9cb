import type { NewsEntry } from './news.ts';
import { decodeNews, encodeNews, mergeNews, type NewsList, type NewsOwner, readNews, readTask } from './newsList.ts';

/**
 * Where the browser keeps the news of who is signed in. A build that knows other kinds has another key: beside a tab of the
 * build before it, each would undo what the other writes.
 */
export const NEWS_KEY = 'vppos.news.2';
const OLDER_KEY = 'vppos.news';

/** The news of one person, the same in every tab of the browser. */
export interface NewsStore {
  /** The same list until it changes. */
  news(): NewsList;
  add(entry: NewsEntry): void;
  /** `key`: of one entry; null: of all. */
  read(key: string | null): void;
  /** Somebody has done what these news asked for. */
  taskDone(task: string): void;
  subscribe(listener: () => void): () => void;
  /** Hears what the other tabs keep. Gives back its stop. */
  start(): () => void;
}

export interface NewsStoreDeps {
  readonly owner: NewsOwner;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Tells when another tab has changed the storage. */
  readonly page: Pick<Window, 'addEventListener' | 'removeEventListener'>;
}

export function createNewsStore({ owner, storage, page }: NewsStoreDeps): NewsStore {
  const listeners = new Set<() => void>();
  let news = kept();

  function kept(): NewsList {
    try {
      return decodeNews(owner, storage.getItem(NEWS_KEY));
    } catch {
      // Forbidden storage: the news last as long as the page.
      return [];
    }
  }

  // Always over what the other tabs have kept: none of them undoes what another has read.
  const become = (change: (list: NewsList) => NewsList): void => {
    const before = kept();
    const next = change(mergeNews(news, before));
    if (encodeNews(owner, next) !== encodeNews(owner, before)) keep(next);
    if (encodeNews(owner, next) === encodeNews(owner, news)) return;
    news = next;
    for (const listener of [...listeners]) listener();
  };
  const keep = (next: NewsList): void => {
    try {
      storage.setItem(NEWS_KEY, encodeNews(owner, next));
    } catch {
      // Full or forbidden: the news last as long as the page.
    }
  };
  const hearOtherTab = ({ key }: StorageEvent): void => {
    if (key === NEWS_KEY) become((list) => list);
  };

  return {
    news: () => news,
    add: (entry) => become((list) => mergeNews(list, [entry])),
    read: (key) => become((list) => readNews(list, key)),
    taskDone: (task) => become((list) => readTask(list, task)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start: () => {
      page.addEventListener('storage', hearOtherTab);
      return () => page.removeEventListener('storage', hearOtherTab);
    },
  };
}

/** At a logout: nothing of one person is left for the next. */
export function forgetNews(storage: Pick<Storage, 'removeItem'>): void {
  try {
    for (const key of [NEWS_KEY, OLDER_KEY]) storage.removeItem(key);
  } catch {
    // Forbidden storage has kept nothing.
  }
}
