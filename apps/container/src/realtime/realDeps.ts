import { realClock } from '@vppos/core/time';
import { createMfeEventBus } from '../utils/mfeEventBus.ts';
import type { StreamDeps } from './eventStream.ts';
import { newId } from './newId.ts';
import { createListenPage } from './pageLifecycle.ts';
import { createOpenSource } from './transport.ts';

// In memory, not in sessionStorage: "duplicate tab" copies that, and two tabs of one id would push each other out.
let tabClientId: string | null = null;

/** The real page's clock, chance, network, bus and life. */
export function createRealStreamDeps(page: Window & typeof globalThis = window): StreamDeps {
  tabClientId ??= newId();
  return {
    clock: realClock,
    random: Math.random,
    openSource: createOpenSource({ fetch: (url, init) => page.fetch(url, init), clock: realClock }),
    bus: createMfeEventBus(),
    clientId: tabClientId,
    listenPage: createListenPage(page),
  };
}
