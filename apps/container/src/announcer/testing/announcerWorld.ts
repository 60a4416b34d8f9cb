import { fakeClock } from '@vppos/core/testing';
import { createExclusively } from '../../auth/exclusively.ts';
import { createMemoryStorage } from '../../auth/testing/fakeBrowser.ts';
import { settle } from '../../auth/testing/settle.ts';
import { createFakeLocks } from '../../realtime/testing/fakeLocks.ts';
import { createFakeProcess } from '../../realtime/testing/fakeProcess.ts';
import type { Showing } from '../engine/announceDue.ts';
import { type Announcer, startAnnouncer } from '../engine/announcer.ts';
import type { PaidOrder, Receipt } from '../engine/paidOrder.ts';
import type { Announcement } from '../voice/announcement.ts';
import type { PlayResult } from '../voice/clipPlayer.ts';

export const TILL = 'till-7';
/** How long the fake voice speaks, in ms. */
export const SPEECH_MS = 3000;

interface FakeTabSetting {
  readonly standing?: 'waiting' | 'visible' | 'hidden';
  readonly isBlocked?: boolean;
}

/** How long a tab waits for its turn, in ms. */
export const TURN_PATIENCE_MS = 20_000;

/** One tab of the fake browser, with an announcer in it. */
export interface FakeTab {
  readonly announcer: Announcer;
  /** The browser lets it sound from now on. */
  unlock(): void;
  /** Whether the clips can be loaded. */
  canLoad: boolean;
  close(): void;
  crash(): void;
}

/**
 * Tabs of one browser that share storage, locks, bus and server. All hear what is published on the bus of the test. Extend it
 * here when an announcer asks more of its page.
 */
export function createAnnouncerWorld() {
  const clock = fakeClock();
  const storage = createMemoryStorage();
  const locks = createFakeLocks();
  const orders = new Map<number, PaidOrder>();
  const tabs = new Set<FakeTab>();
  const storageListeners = new Set<() => void>();
  let speaking = 0;

  const browser = {
    clock,
    storage,
    tabs,
    /** What has begun to sound, in any tab. */
    said: [] as Announcement[],
    shown: [] as Showing[],
    vibrations: 0,
    reads: 0,
    /** The most voices that were ever heard at once. */
    mostAtOnce: 0,
    isServerDown: false,
    /** The voices throw at this amount. */
    unsayable: 0,
    /** The server's clock less the browser's, in ms. */
    serverAheadMs: 0,
    book: (orderId: number, changed: Partial<Receipt> = {}): Receipt => {
      const order = orders.get(orderId) ?? { order_id: orderId, remaining: 0, payments: [] };
      const receipt: Receipt = {
        receipt_id: orderId * 100 + order.payments.length,
        method: 'vietqr',
        amount: 150_000,
        till_id: TILL,
        booked_at: clock.now() + browser.serverAheadMs,
        ...changed,
      };
      orders.set(orderId, { ...order, payments: [...order.payments, receipt] });
      return receipt;
    },
    /** In small steps, each to its end. */
    pass: async (ms: number): Promise<void> => {
      await settle();
      for (let left = ms; left > 0; left -= 50) {
        clock.advance(Math.min(left, 50));
        await settle();
      }
    },
    openTab: (setting: FakeTabSetting = {}): FakeTab => openTab(setting),
  };

  const read = async (orderId: number) => {
    browser.reads += 1;
    if (browser.isServerDown) return { error: { code: 'OFFLINE', message: 'down' } } as const;
    const data = orders.get(orderId);
    if (data !== undefined) return { data: structuredClone(data) };
    const problem = { type: 'about:blank', title: 'Not Found', status: 404 };
    return { error: { code: 'PROBLEM', status: 404, message: 'none', problem } } as const;
  };

  const openTab = ({ standing = 'visible', isBlocked = false }: FakeTabSetting): FakeTab => {
    const process = createFakeProcess(clock);
    const soundListeners = new Set<() => void>();
    const gestures = new Set<() => void>();
    let isSilent = isBlocked;
    let endSpeech = (): void => undefined;
    const say = (announcement: Announcement, onStart: () => void): Promise<PlayResult> => {
      if ('amount' in announcement && announcement.amount === browser.unsayable) throw new Error('There is no clip.');
      if (!tab.canLoad) return Promise.resolve('failed');
      if (isSilent) return Promise.resolve('blocked');
      speaking += 1;
      browser.mostAtOnce = Math.max(browser.mostAtOnce, speaking);
      browser.said.push(announcement);
      onStart();
      const { promise, resolve } = Promise.withResolvers<PlayResult>();
      const stopTimer = clock.after(SPEECH_MS, () => endSpeech());
      endSpeech = () => {
        endSpeech = () => undefined;
        stopTimer();
        speaking -= 1;
        process.run(() => resolve('played'));
      };
      return promise;
    };
    const announcer = startAnnouncer({
      clock: process.clock,
      random: () => 1,
      storage,
      exclusively: createExclusively(locks.openTab(process), process.clock, {
        lockName: 'announcer',
        patienceMs: TURN_PATIENCE_MS,
      }),
      voice: {
        isBlocked: () => isSilent,
        unlock: () => undefined,
        subscribe: (listener) => {
          soundListeners.add(listener);
          return () => soundListeners.delete(listener);
        },
        say: (announcement, _settings, onStart) => say(announcement, onStart),
        hasBrowserVoice: () => false,
        stop: () => endSpeech(),
      },
      readOrder: read,
      till: () => TILL,
      serverNow: () => clock.now() + browser.serverAheadMs,
      standing: () => standing,
      show: (showing) => void browser.shown.push(showing),
      vibrate: () => {
        browser.vibrations += 1;
      },
      listenStorage: (listener) => {
        storageListeners.add(listener);
        return () => storageListeners.delete(listener);
      },
      listenGestures: (listener) => {
        gestures.add(listener);
        return () => gestures.delete(listener);
      },
    });
    const tab: FakeTab = {
      announcer,
      canLoad: true,
      unlock: () => {
        isSilent = false;
        for (const listener of [...soundListeners]) listener();
      },
      close: () => {
        tabs.delete(tab);
        announcer.stop();
      },
      crash: () => {
        tabs.delete(tab);
        process.crash();
        announcer.stop();
      },
    };
    tabs.add(tab);
    return tab;
  };
  return browser;
}
