import { listenAllRealtime, listenRealtimeResync } from '@vppos/core/bus';
import { useAuthUser } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import type { AuthUser } from '@vppos/core/types';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { pageStorage } from '../pageStorage.ts';
import { type Panel, usePanel } from '../shell/usePanel.ts';
import { newsOf, newsOfGap, taskDoneBy } from './news.ts';
import type { NewsList } from './newsList.ts';
import { createNewsStore, type NewsStore } from './newsStore.ts';

/** The news of who is signed in, and the panel that shows them. */
export interface Drawer extends Panel {
  readonly news: NewsList;
  readonly read: NewsStore['read'];
}

export function useDrawer(signedIn: AuthUser, clock: Clock): Drawer {
  // The till may be renamed; the session's own word on it is older.
  const user = useAuthUser() ?? signedIn;
  const [store] = useState(() => createNewsStore({ owner: signedIn, storage: pageStorage, page: window }));
  const news = useSyncExternalStore(store.subscribe, store.news);
  const panel = usePanel();

  useEffect(() => store.start(), [store]);
  useEffect(
    () =>
      listenAllRealtime(
        (event) => {
          const entry = newsOf(event, user);
          if (entry !== null) store.add(entry);
          const done = taskDoneBy(event);
          if (done !== null) store.taskDone(done);
        },
        { mfe: 'container' },
      ),
    [store, user],
  );
  useEffect(
    () =>
      listenRealtimeResync((reason) => {
        const entry = newsOfGap(reason, clock.now());
        if (entry !== null) store.add(entry);
      }, 'container'),
    [store, clock],
  );
  return { ...panel, news, read: store.read };
}
