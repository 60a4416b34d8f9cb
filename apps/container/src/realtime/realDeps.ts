import { realClock } from '@vppos/core/time';
import { createBrowserStorage } from '../auth/browserStorage.ts';
import type { MessagePipe } from '../auth/sessionChannel.ts';
import { createMfeEventBus } from '../utils/mfeEventBus.ts';
import { type ConnectionConfig, createConnectionConfig } from './config.ts';
import type { StreamDeps } from './eventStream.ts';
import { createFaultPoint, type RealtimeFaults } from './faults.ts';
import { newId } from './newId.ts';
import { createListenPage } from './pageLifecycle.ts';
import { createPollPage } from './pollPage.ts';
import { browserClientId } from './tabs/clientId.ts';
import { createOpenSource } from './transport.ts';

// In memory, not in sessionStorage: "duplicate tab" copies that, and two tabs of one id would push each other out.
let tabClientId: string | null = null;

const faultPoint = createFaultPoint(realClock);
/** Of this page's one connection. */
export const realtimeFaults: RealtimeFaults = faultPoint;

/** What a container may set of its connection; the rest are the defaults of `createConnectionConfig`. */
export type ConnectionOptions = Partial<ConnectionConfig>;

/** The real page's clock, chance, network, bus and life. */
export function createRealStreamDeps(
  page: Window & typeof globalThis = window,
  options: ConnectionOptions = {},
): StreamDeps {
  const storage = createBrowserStorage(() => page.localStorage);
  const config = createConnectionConfig({ environment: page.location.host, ...options });
  const fetch = (url: string, init: RequestInit): Promise<Response> => page.fetch(url, init);
  return {
    clock: realClock,
    random: Math.random,
    openSource: faultPoint.overSource(createOpenSource({ fetch, clock: realClock })),
    pollPage: faultPoint.overPoll(createPollPage({ fetch, clock: realClock, pollUrl: config.pollUrl })),
    config,
    bus: createMfeEventBus(),
    clientId: (isShared) => (isShared ? browserClientId(storage, newId) : ownClientId()),
    newId,
    listenPage: createListenPage(page),
    isVisible: () => page.document.visibilityState === 'visible',
    // Only a secure context has locks, whatever the type says.
    locks: (page.navigator.locks as LockManager | undefined) ?? null,
    openChannel: (name) => openChannel(page, name),
  };
}

function ownClientId(): string {
  tabClientId ??= newId();
  return tabClientId;
}

/** Null where the browser has none, or forbids it to this page. */
function openChannel(page: Window & typeof globalThis, name: string): MessagePipe | null {
  try {
    return new page.BroadcastChannel(name);
  } catch {
    return null;
  }
}
