import type { Clock, Stop } from '@vppos/core/time';
import type { TokenResult } from '../../auth/index.ts';
import { createMemoryStorage } from '../../auth/testing/fakeBrowser.ts';
import { createConnectionConfig } from '../config.ts';
import { createInbox } from '../delivery/inbox.ts';
import type { PageMoment } from '../pageLifecycle.ts';
import type { PollPage } from '../pollPage.ts';
import type { OpenSource } from '../source.ts';
import { startTabStream, type TabStreamDeps } from '../tabStream.ts';
import { browserClientId } from '../tabs/clientId.ts';
import { createFakeChannels, type FakeChannels } from './fakeChannel.ts';
import { createFakeLocks, type FakeLocks } from './fakeLocks.ts';
import { createFakeProcess, type FakeProcess } from './fakeProcess.ts';
import { createRecordingBus, type RecordingBus } from './testConnection.ts';

/** One tab of a fake browser, its part in the stream started. */
export interface FakeTab {
  readonly bus: RecordingBus;
  readonly process: FakeProcess;
  /** How often the gateway has told this tab that the login is over. */
  readonly signedOut: { count: number };
  show(): void;
  hide(): void;
  /** `pagehide` or `freeze`, and then it sleeps. */
  putAway(): void;
  takeOut(): void;
  /** Logout, or unmount. */
  stop: Stop;
  /** It goes without a word, and what it held open is closed for it. */
  crash(): void;
}

/** Tabs of one browser that share storage, locks and channels. Extend it here when tabs need more of their browser. */
export interface FakeTabs {
  open(user?: string, changed?: Partial<TabStreamDeps>): FakeTab;
  readonly locks: FakeLocks;
  readonly channels: FakeChannels;
  /** The one lock and channel of a user. */
  nameOf(user: string): string;
}

/** The network and the login service, as all tabs have them. */
export interface FakeServer {
  readonly openSource: OpenSource;
  readonly pollPage: PollPage;
  login(user: string): { accessToken(): Promise<TokenResult>; refresh(): Promise<TokenResult> };
}

export function createFakeTabs(clock: Clock, server: FakeServer): FakeTabs {
  const locks = createFakeLocks();
  const channels = createFakeChannels();
  const storage = createMemoryStorage();
  let ids = 0;
  const newId = (): string => `id-${++ids}`;
  const config = createConnectionConfig({ environment: 'test' });

  return {
    locks,
    channels,
    nameOf: (user) => `vppos.realtime.v1:test:${user}`,
    open: (user = '1:1', changed = {}) => {
      const process = createFakeProcess(clock);
      const bus = createRecordingBus();
      const listeners = new Set<(moment: PageMoment) => void>();
      const happen = (moment: PageMoment): void => listeners.forEach((listener) => void listener(moment));
      const signedOut = { count: 0 };
      const page = { isVisible: true };
      const stop = startTabStream({
        clock: process.clock,
        random: () => 1,
        openSource: inProcess(process, server.openSource),
        pollPage: (request) =>
          new Promise(
            (resolve) => void server.pollPage(request).then((outcome) => process.run(() => resolve(outcome))),
          ),
        tokens: server.login(user),
        bus,
        config,
        login: user,
        sid: `sid of ${user}`,
        inbox: createInbox({ bus, clock: process.clock }),
        listenPage: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        isVisible: () => page.isVisible,
        locks: locks.openTab(process),
        openChannel: channels.openTab(process),
        clientId: (isShared) => (isShared ? browserClientId(storage, newId) : newId()),
        newId,
        onSignedOut: () => {
          signedOut.count += 1;
        },
        ...changed,
      });
      return {
        bus,
        process,
        signedOut,
        show: () => {
          page.isVisible = true;
          process.isThrottled = false;
          happen('visible');
        },
        hide: () => {
          page.isVisible = false;
          process.isThrottled = true;
        },
        putAway: () => {
          happen('suspend');
          process.sleep();
        },
        takeOut: () => {
          process.wake();
          happen('resume');
        },
        stop,
        crash: () => process.crash(),
      };
    },
  };
}

/** What a stream brings is the tab's task like any other; a crashed tab's sockets are closed by the system. */
function inProcess(process: FakeProcess, open: OpenSource): OpenSource {
  return (request, listener) => {
    let close: Stop = () => undefined;
    // A promise may still be fulfilled in a tab that crashed meanwhile.
    process.run(() => {
      close = open(request, {
        onAccepted: () => process.run(() => listener.onAccepted()),
        onFrame: (frame) => process.run(() => listener.onFrame(frame)),
        onFailure: (failure) => process.run(() => listener.onFailure(failure)),
      });
      process.onCrash(close);
    });
    return () => close();
  };
}
