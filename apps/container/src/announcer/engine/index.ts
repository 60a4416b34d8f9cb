import { currentAuth } from '@vppos/core/bus';
import { request } from '@vppos/core/http';
import type { Clock, Stop } from '@vppos/core/time';
import type { AuthUser } from '@vppos/core/types';
import { createBrowserStorage } from '../../auth/browserStorage.ts';
import { createExclusively } from '../../auth/exclusively.ts';
import { realtimeFaults } from '../../realtime/index.ts';
import { createBrowserVoice } from '../voice/browserVoice.ts';
import { createClipPlayer } from '../voice/clipPlayer.ts';
import { createVoice, type Voice } from '../voice/voice.ts';
import { type Announcer, startAnnouncer } from './announcer.ts';
import { paidOrderSchema } from './paidOrder.ts';
import { createServerTime } from './serverTime.ts';
import { showToast } from './showToast.ts';

const TURN_RULES = { lockName: 'vppos.announcer', patienceMs: 20_000 };
/** A turn that waits for its clips keeps all tabs silent; no longer than this, in ms. */
const CLIPS_DEADLINE_MS = 8000;
const VIBRATION_MS = [200, 100, 200];
/** What counts as the person's wish to hear something; all of them end with the finger or key up. */
const GESTURES = ['click', 'touchend', 'keydown'];

/** The announcer of the real page, for who is signed in. */
export function startPageAnnouncer(user: AuthUser, clock: Clock, page: Window & typeof globalThis = window): Announcer {
  const storage = createBrowserStorage(() => page.localStorage);
  // Only a secure context has locks, whatever the type says.
  const locks = (page.navigator.locks as LockManager | undefined) ?? null;
  return startAnnouncer({
    clock,
    random: Math.random,
    storage,
    exclusively: createExclusively(locks, clock, TURN_RULES),
    voice: createPageVoice(page, clock),
    readOrder: (orderId) => request({ path: `/api/v1/orders/${orderId}`, answer: paidOrderSchema }, clock),
    till: () => (currentAuth() ?? user).till_id,
    serverNow: createServerTime(storage, clock.now, realtimeFaults.serverOffsetMs),
    standing: (orderId) => {
      if (isAtPayment(page, orderId)) return 'waiting';
      return page.document.visibilityState === 'visible' ? 'visible' : 'hidden';
    },
    show: (showing) => showToast(showing, (orderId) => isAtPayment(page, orderId)),
    vibrate: () => {
      // Not every browser has it.
      page.navigator.vibrate?.(VIBRATION_MS);
    },
    listenStorage: (listener) => listenPage(page, ['storage'], listener),
    listenGestures: (listener) => listenPage(page, GESTURES, listener),
  });
}

function createPageVoice(page: Window & typeof globalThis, clock: Clock): Voice {
  const output = new page.AudioContext();
  const loadClips = async (): Promise<ArrayBuffer> => {
    const answer = await page.fetch(new URL('../clips/announcer.mp3', import.meta.url), {
      signal: AbortSignal.timeout(CLIPS_DEADLINE_MS),
    });
    if (!answer.ok) throw new Error(`The clips could not be loaded: ${answer.status}.`);
    return answer.arrayBuffer();
  };
  const browserVoice = createBrowserVoice({
    clock,
    synthesis: (page.speechSynthesis as SpeechSynthesis | undefined) ?? null,
    newUtterance: (sentence) => new page.SpeechSynthesisUtterance(sentence),
  });
  return createVoice(createClipPlayer({ clock, output, loadClips }), browserVoice);
}

function isAtPayment(page: Window, orderId: number): boolean {
  return page.location.pathname === `/payment/${orderId}`;
}

function listenPage(page: Window, types: readonly string[], listener: () => void): Stop {
  const ended = new AbortController();
  for (const type of types)
    page.addEventListener(type, listener, { capture: true, passive: true, signal: ended.signal });
  return () => ended.abort();
}
