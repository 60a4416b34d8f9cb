import { clearRealtimeHistory, publishAuth } from '@vppos/core/bus';
import { installSession } from '@vppos/core/http';
import { realClock } from '@vppos/core/time';
import { newId } from '../realtime/newId.ts';
import { createListenPage } from '../realtime/pageLifecycle.ts';
import { createBrowserStorage } from './browserStorage.ts';
import { createExclusively } from './exclusively.ts';
import { createSession } from './session.ts';
import type { Session } from './session.types.ts';
import { createSessionChannel, SESSION_CHANNEL_NAME } from './sessionChannel.ts';

/** The session of the real page: its clock, network, storage and tabs. One a page. */
export function createRealSession(page: Window & typeof globalThis = window): Session {
  const listenPage = createListenPage(page);
  return createSession({
    clock: realClock,
    random: Math.random,
    fetch: (path, init) => page.fetch(path, init),
    origin: page.location.origin,
    storage: createBrowserStorage(() => page.localStorage),
    openChannel: () =>
      createSessionChannel('BroadcastChannel' in page ? new page.BroadcastChannel(SESSION_CHANNEL_NAME) : null),
    // Only a secure context has locks, whatever the type says.
    exclusively: createExclusively((page.navigator.locks as LockManager | undefined) ?? null, realClock),
    newId,
    page: {
      publishAuth,
      clearHistory: clearRealtimeHistory,
      installSession,
      listenReturn: (listener) =>
        listenPage((moment) => {
          if (moment !== 'suspend') listener();
        }),
    },
  });
}
