import { listenAnnouncementRequests, listenRealtime } from '@vppos/core/bus';
import type { ApiResult } from '@vppos/core/http';
import type { Clock, Stop } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import type { Exclusively, KeyValueStore } from '../../auth/session.types.ts';
import type { Loudspeaker, LoudspeakerSettings, LoudspeakerState } from '../loudspeaker.types.ts';
import type { Voice } from '../voice/voice.ts';
import type { Showing } from './announceDue.ts';
import { createHints } from './hints.ts';
import { createLedger, type Ledger } from './ledger.ts';
import type { PaidOrder } from './paidOrder.ts';
import { keepSettings, readSettings } from './settings.ts';
import { createTurns, type Turns } from './turns.ts';
import { type Due, type HintSource, hintedOrder, whatToAnnounce } from './whatToAnnounce.ts';

/** What "Thử loa" says, in đồng. */
export const TEST_AMOUNT = 125_000;
/** How long a tab lets others go first, in ms: the screen that waits for the order, then what is looked at, then the rest. */
export const TAB_DELAY_MS = { waiting: 0, visible: 150, hidden: 400, blocked: 600 } as const;
/** A screen that waited for missed money may still ask for it after a wake, in ms. */
export const MISSED_DELAY_MS = 2000;
/** What has sounded is remembered so far. */
const SPOKEN_MAX = 10;
/** What the page's bus remembers of before is heard too: the announcer comes later than the stream, in ms. */
const PAST_MS = 120_000;

export interface AnnouncerDeps {
  readonly clock: Clock;
  readonly random: () => number;
  readonly storage: KeyValueStore;
  readonly exclusively: Exclusively;
  readonly voice: Voice;
  readonly readOrder: (orderId: number) => Promise<ApiResult<PaidOrder>>;
  /** This till, as it is called now. */
  readonly till: () => string;
  readonly serverNow: () => number;
  /** How this tab stands to an order. */
  readonly standing: (orderId: number) => 'waiting' | 'visible' | 'hidden';
  readonly show: (showing: Showing) => void;
  readonly vibrate: () => void;
  /** Another tab has changed what is kept in the browser; or a gesture. */
  readonly listenStorage: (listener: () => void) => Stop;
  readonly listenGestures: (listener: () => void) => Stop;
}

/** The announcer of this page, and its loudspeaker. */
export interface Announcer extends Loudspeaker {
  stop: Stop;
}

/** Hears that money came, reads the order, and says what this till is to say, once in this browser. */
export function startAnnouncer(deps: AnnouncerDeps): Announcer {
  return new PageAnnouncer(deps);
}

class PageAnnouncer implements Announcer {
  readonly #deps: AnnouncerDeps;
  readonly #ledger: Ledger;
  readonly #turns: Turns;
  readonly #listeners = new Set<() => void>();
  readonly #stops: Stop[];
  /** Of missed money that may still be asked for. */
  readonly #later = new Set<Stop>();
  #state: LoudspeakerState;

  constructor(deps: AnnouncerDeps) {
    const { storage, voice } = deps;
    this.#deps = deps;
    this.#ledger = createLedger(storage);
    this.#state = {
      sound: voice.isBlocked() ? 'blocked' : 'ready',
      settings: readSettings(storage),
      hasBrowserVoice: voice.hasBrowserVoice(),
      isTesting: false,
      spoken: [],
    };
    this.#turns = createTurns({
      ...deps,
      ledger: this.#ledger,
      settings: () => this.#state.settings,
      onSpoken: (key) => this.#become({ spoken: [...this.#state.spoken, key].slice(-SPOKEN_MAX) }),
      onResult: (result) => this.#become({ sound: result === 'played' ? 'ready' : result }),
    });
    const hints = createHints({
      ...deps,
      read: deps.readOrder,
      onOrder: (order, source) => this.#announce(order, source),
      delayMs: (orderId) => delayMs(deps, this.#state, orderId),
    });
    this.#stops = [
      ...listenHints((orderId, source) => hints.hear(orderId, source), deps.till),
      voice.subscribe(() => this.#hearSound()),
      deps.listenGestures(voice.unlock),
      deps.listenStorage(() => this.#become({ settings: readSettings(storage) })),
      () => hints.stop(),
      () => this.#turns.stop(),
    ];
  }

  readonly state = (): LoudspeakerState => this.#state;

  readonly subscribe = (listener: () => void): Stop => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly change = (changed: Partial<LoudspeakerSettings>): void => {
    const settings = { ...this.#state.settings, ...changed };
    keepSettings(this.#deps.storage, settings);
    this.#become({ settings });
  };

  readonly test = (): void => {
    if (this.#state.isTesting) return;
    this.#become({ isTesting: true });
    void this.#turns.test(TEST_AMOUNT).finally(() => this.#become({ isTesting: false }));
  };

  readonly unlock = (): void => this.#deps.voice.unlock();

  readonly stop = (): void => {
    for (const stop of [...this.#stops.splice(0), ...this.#later]) stop();
    this.#listeners.clear();
  };

  #become(changed: Partial<LoudspeakerState>): void {
    this.#state = { ...this.#state, hasBrowserVoice: this.#deps.voice.hasBrowserVoice(), ...changed };
    for (const listener of this.#listeners) listener();
  }

  #hearSound(): void {
    const isBlocked = this.#deps.voice.isBlocked();
    this.#become({ sound: isBlocked ? 'blocked' : 'ready' });
    if (!isBlocked) this.#turns.resume();
  }

  #announce(order: PaidOrder, source: HintSource): void {
    const { till, serverNow } = this.#deps;
    const { stateOf } = this.#ledger;
    for (const due of whatToAnnounce(order, { stateOf, source, till: till(), serverNow: serverNow() })) {
      if (due.isNew) this.#turns.add(due);
      else this.#addLater(due);
    }
  }

  #addLater(due: Due): void {
    const stop = this.#deps.clock.after(MISSED_DELAY_MS, () => {
      this.#later.delete(stop);
      this.#turns.add(due);
    });
    this.#later.add(stop);
  }
}

function delayMs({ standing, voice }: AnnouncerDeps, { settings }: LoudspeakerState, orderId: number): number {
  const isSilent = voice.isBlocked() && !settings.isMuted;
  return TAB_DELAY_MS[standing(orderId)] + (isSilent ? TAB_DELAY_MS.blocked : 0);
}

/** Events and screens only hint at an order: what is said is what the server then tells of it. */
function listenHints(hear: (orderId: number, source: HintSource) => void, till: () => string): Stop[] {
  const { PAYMENT_RECEIVED, ORDER_PAID } = REALTIME_EVENT_TYPES;
  return [
    ...[PAYMENT_RECEIVED, ORDER_PAID].map((type) =>
      listenRealtime(
        type,
        ({ data }) => {
          const orderId = hintedOrder(data, till());
          if (orderId !== null) hear(orderId, 'event');
        },
        { mfe: 'announcer', sinceMs: PAST_MS },
      ),
    ),
    listenAnnouncementRequests((orderId) => {
      if (Number.isSafeInteger(orderId) && orderId > 0) hear(orderId, 'screen');
    }),
  ];
}
