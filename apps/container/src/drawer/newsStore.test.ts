import { beforeEach, describe, expect, it } from 'vitest';
import { type NewsEntry, newsOfGap } from './news.ts';
import { countUnread, mergeNews, NEWS_MAX } from './newsList.ts';
import { createNewsStore, forgetNews, NEWS_KEY } from './newsStore.ts';

const entry = (n: number, changed: Partial<NewsEntry> = {}): NewsEntry => ({
  key: `k${n}`,
  kind: 'notify',
  at: n,
  message: `m${n}`,
  amount: null,
  till: null,
  to: null,
  task: null,
  isTest: false,
  isRead: false,
  ...changed,
});
const lan = { id: 1, company_id: 1 };
const keysOf = (news: readonly NewsEntry[]): string[] => news.map(({ key }) => key);

/** Tabs of one browser: each hears what the others write. */
function createTabs() {
  const kept = new Map<string, string>();
  const pages: EventTarget[] = [];
  return {
    kept,
    open: (owner = lan) => {
      const page = new EventTarget();
      pages.push(page);
      const storage = {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => {
          kept.set(key, value);
          for (const other of pages) {
            if (other !== page) other.dispatchEvent(Object.assign(new Event('storage'), { key }));
          }
        },
      };
      // An event target is all that is asked of a page.
      const store = createNewsStore({ owner, storage, page: page as unknown as Window });
      return { store, stop: store.start() };
    },
  };
}

let tabs = createTabs();
beforeEach(() => {
  tabs = createTabs();
});

describe('createNewsStore', () => {
  it('[SHELL16] keeps each entry once, the newest first, and no more than its bound', () => {
    const { store } = tabs.open();
    for (let n = 1; n <= NEWS_MAX + 5; n += 1) store.add(entry(n));
    store.add(entry(NEWS_MAX));

    expect(store.news()).toHaveLength(NEWS_MAX);
    expect(keysOf(store.news()).slice(0, 2)).toEqual([`k${NEWS_MAX + 5}`, `k${NEWS_MAX + 4}`]);
  });

  it('[SHELL16] has the news again after a reload, for the same person of the same company only', () => {
    tabs.open().store.add(entry(1));

    const again = [lan, { id: 2, company_id: 1 }, { id: 1, company_id: 2 }].map((owner) => {
      const { store } = tabs.open(owner);
      return keysOf(store.news());
    });

    expect(again).toEqual([['k1'], [], []]);
  });

  it.each(['nonsense', '{}', '{"user_id":1,"company_id":1,"entries":[{"key":1}]}'])(
    '[SHELL16] begins anew where what was kept is %s',
    (text) => {
      tabs.kept.set(NEWS_KEY, text);

      expect(tabs.open().store.news()).toEqual([]);
    },
  );

  it('[SHELL16] shows nothing of a path that is none', () => {
    const foreign = entry(1, { to: 'https://evil.example/' });
    tabs.kept.set(NEWS_KEY, JSON.stringify({ user_id: 1, company_id: 1, entries: [foreign] }));

    expect(tabs.open().store.news()).toEqual([]);
  });

  it('[SHELL18] is read in every tab when it is read in one', () => {
    const first = tabs.open().store;
    const second = tabs.open().store;
    first.add(entry(1));
    second.add(entry(1));
    second.add(entry(2));

    first.read('k1');
    const afterOne = [countUnread(first.news()), countUnread(second.news())];
    second.read(null);

    expect(afterOne).toEqual([1, 1]);
    expect([countUnread(first.news()), countUnread(second.news())]).toEqual([0, 0]);
  });

  it('[SHELL18] has nothing unread of a task that somebody has done, in any tab, and keeps the news of others', () => {
    const first = tabs.open().store;
    const second = tabs.open().store;
    for (const store of [first, second]) {
      store.add(entry(1, { task: 'refund/3' }));
      store.add(entry(2, { task: 'refund/4' }));
      store.add(entry(3));
    }

    first.taskDone('refund/3');

    expect([countUnread(first.news()), countUnread(second.news())]).toEqual([2, 2]);
    expect(second.news().find(({ key }) => key === 'k1')?.isRead).toBe(true);
  });

  it('[SHELL22] comes to one list in tabs that were told of one thing at different moments, and is quiet then', () => {
    const first = tabs.open().store;
    const second = tabs.open().store;
    first.add(entry(1, { at: 1000 }));
    second.add(entry(1, { at: 1002 }));
    first.add(entry(2, { at: 1000 }));
    second.add(entry(3, { at: 1000 }));

    expect(first.news()).toEqual(second.news());
    expect(first.news().map(({ key, at }) => [key, at])).toEqual([
      ['k1', 1000],
      ['k2', 1000],
      ['k3', 1000],
    ]);
  });

  it('[SHELL22] merges two lists into the same one, whichever of them is whose', () => {
    const mine = [entry(1, { at: 1000 }), entry(2, { at: 1000, isRead: true })];
    const theirs = [entry(3, { at: 1000 }), entry(2, { at: 990 }), entry(1, { at: 1002 })];

    expect(mergeNews(mine, theirs)).toEqual(mergeNews(theirs, mine));
    expect(mergeNews(mine, theirs).map(({ key, at, isRead }) => [key, at, isRead])).toEqual([
      ['k1', 1000, false],
      ['k3', 1000, false],
      ['k2', 990, true],
    ]);
  });

  it('[SHELL22] has one unread gap, the newest, over the tabs, and says so again after it was read', () => {
    const first = tabs.open().store;
    const second = tabs.open().store;
    const gap = (now: number) => newsOfGap('trimmed', now) ?? entry(0);
    first.add(gap(9_999));
    second.add(gap(10_001));
    first.add(gap(600_000));
    const unread = [keysOf(first.news()), keysOf(second.news())];
    second.read(null);
    first.add(gap(1_200_000));

    expect(unread).toEqual([['gap/60'], ['gap/60']]);
    expect([countUnread(first.news()), countUnread(second.news())]).toEqual([1, 1]);
    expect(keysOf(second.news())).toEqual(['gap/120', 'gap/60']);
  });

  it('[SHELL16] reads what a build kept that knew of no tasks', () => {
    const { task: _none, ...old } = entry(1);
    tabs.kept.set(NEWS_KEY, JSON.stringify({ user_id: 1, company_id: 1, entries: [old] }));

    expect(tabs.open().store.news()).toEqual([entry(1)]);
  });

  it('[SHELL18] stays read when the event comes once more', () => {
    const { store } = tabs.open();
    store.add(entry(1));
    store.read(null);

    store.add(entry(1));

    expect(countUnread(store.news())).toBe(0);
  });

  it('[SHELL16] hears nothing more after its stop, and tells nobody of nothing new', () => {
    const { store, stop } = tabs.open();
    let told = 0;
    store.subscribe(() => {
      told += 1;
    });
    store.add(entry(1));
    store.add(entry(1));
    stop();
    tabs.open().store.add(entry(2));

    expect([told, keysOf(store.news())]).toEqual([1, ['k1']]);
  });

  it('[SHELL16] lasts as long as the page where storage is forbidden', () => {
    const forbidden = (): never => {
      throw new Error('forbidden');
    };
    const page = new EventTarget() as unknown as Window;
    const store = createNewsStore({ owner: lan, storage: { getItem: forbidden, setItem: forbidden }, page });

    store.add(entry(1));
    forgetNews({ removeItem: forbidden });

    expect(keysOf(store.news())).toEqual(['k1']);
  });
});

describe('countUnread', () => {
  it('[SHELL18] counts what leads into one micro-frontend', () => {
    const news = mergeNews(
      [],
      [
        entry(1, { to: '/payment/refunds' }),
        entry(2, { to: '/payment' }),
        entry(3, { to: '/payments-of-others' }),
        entry(4, { to: '/payment/7', isRead: true }),
        entry(5),
      ],
    );

    expect([countUnread(news, '/payment'), countUnread(news)]).toEqual([2, 4]);
  });
});
