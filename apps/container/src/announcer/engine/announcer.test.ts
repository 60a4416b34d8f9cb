import { clearRealtimeHistory, publishRealtimeEvent, requestAnnouncement } from '@vppos/core/bus';
import { anEvent } from '@vppos/core/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAnnouncerWorld, SPEECH_MS, TILL, TURN_PATIENCE_MS } from '../testing/announcerWorld.ts';
import { MISSED_DELAY_MS, TAB_DELAY_MS, TEST_AMOUNT } from './announcer.ts';
import { HINT_AGE_MAX_MS, HINTS_MAX } from './hints.ts';
import { LEDGER_KEY, LEDGER_MAX } from './ledger.ts';
import { SETTINGS_KEY } from './settings.ts';
import { RELOAD_MS, SILENT_WAIT_MS, TURNS_MAX } from './turns.ts';
import { FRESH_MS } from './whatToAnnounce.ts';

let world: ReturnType<typeof createAnnouncerWorld>;
let seq = 0;
beforeEach(() => {
  clearRealtimeHistory();
  world = createAnnouncerWorld();
});
afterEach(async () => {
  for (const tab of [...world.tabs]) tab.close();
  // What a closed tab had asked of the locks.
  await world.pass(TURN_PATIENCE_MS);
  expect(world.clock.pending()).toBe(0);
});

/** Money that every tab hears of. */
function tell(orderId: number, changed: Record<string, unknown> = {}): void {
  seq += 1;
  const data = { order_id: orderId, method: 'vietqr', till_id: TILL, amount: 1, ...changed };
  publishRealtimeEvent(anEvent(seq, { type: 'payment_received', data }));
}
const amounts = () => world.said.map((said) => ('amount' in said ? said.amount : said.kind));
const shown = () => world.shown.map((showing) => showing.kind);

describe('what is announced', () => {
  it('[ANN2] says what the server tells of the order, whatever the event says', async () => {
    const tab = world.openTab();
    const { receipt_id } = world.book(1001, { amount: 150_000 });
    tell(1001, { amount: 9_000_000 });
    await world.pass(SPEECH_MS * 2);

    expect([amounts(), shown(), world.vibrations]).toEqual([[150_000], ['received'], 1]);
    expect(tab.announcer.state().spoken).toEqual([`${receipt_id}:150000`]);
  });

  it('[ANN2] says nothing for a test event, a forged one, another till’s money or cash', async () => {
    world.openTab();
    world.book(1001, { till_id: 'till-8' });
    world.book(1002, { method: 'cash' });
    tell(1001, { till_id: undefined });
    tell(1002, { method: undefined });
    tell(1003);
    tell(1001, { test: true });
    window.dispatchEvent(new CustomEvent('vppos:realtime:order_paid', { detail: { v: 1, data: { order_id: {} } } }));
    window.dispatchEvent(new CustomEvent('vppos:announce', { detail: { v: 1, order_id: 'x' } }));
    await world.pass(SPEECH_MS);

    expect([world.said, world.shown]).toEqual([[], []]);
    // Only what could be this till's was asked for.
    expect(world.reads).toBe(3);
  });

  it('[ANN3] says each receipt once, however often and in however many tabs it is heard of', async () => {
    for (const standing of ['hidden', 'visible', 'waiting'] as const) world.openTab({ standing });
    world.book(1001);
    for (let n = 0; n < 5; n += 1) tell(1001);
    requestAnnouncement(1001);
    await world.pass(SPEECH_MS);
    for (const tab of [...world.tabs]) tab.close();
    world.openTab();
    tell(1001);
    await world.pass(SPEECH_MS);

    expect([amounts(), shown(), world.mostAtOnce]).toEqual([[150_000], ['received'], 1]);
  });

  it('[ANN3] says the second receipt of an order too, also when it is booked during a read of the first', async () => {
    world.openTab({ standing: 'waiting' });
    world.book(1001, { amount: 150_000 });
    tell(1001);
    world.book(1001, { amount: 100_000 });
    tell(1001);
    await world.pass(SPEECH_MS * 3);

    expect(amounts()).toEqual([150_000, 100_000]);
  });

  it('[ANN3] keeps a bounded ledger, and reads nonsense in it as nothing', async () => {
    world.storage.set(LEDGER_KEY, Array.from({ length: LEDGER_MAX }, (_, n) => `${n}@1 spoken`).join('\n'));
    world.openTab();
    world.book(1001);
    tell(1001);
    await world.pass(SPEECH_MS * 2);
    const lines = (world.storage.get(LEDGER_KEY) ?? '').split('\n');
    world.storage.set(LEDGER_KEY, '{"nonsense": [1');
    world.book(1002);
    tell(1002);
    await world.pass(SPEECH_MS * 2);

    expect([lines.length, lines[0], amounts().length]).toEqual([LEDGER_MAX, '1@1 spoken', 2]);
  });

  it('[ANN5] shows missed money as missed and is silent, unless a screen here waits for it', async () => {
    world.openTab();
    world.book(1001, { booked_at: world.clock.now() - FRESH_MS - 1 });
    world.book(1002, { booked_at: world.clock.now() - FRESH_MS - 1 });
    tell(1001);
    tell(1002);
    await world.pass(TAB_DELAY_MS.visible + 100);
    requestAnnouncement(1002);
    await world.pass(MISSED_DELAY_MS + SPEECH_MS);

    expect([shown().sort(), world.said.length]).toEqual([['missed', 'received'], 1]);
  });

  it('[ANN5] says missed money that a screen asks for while its event still waits to be read', async () => {
    world.openTab();
    world.book(1001, { booked_at: world.clock.now() - FRESH_MS - 1 });
    tell(1001);
    requestAnnouncement(1001);
    await world.pass(MISSED_DELAY_MS + SPEECH_MS);

    expect([shown(), amounts()]).toEqual([['received'], [150_000]]);
  });

  it('[ANN5] measures the age on the server’s clock', async () => {
    world.serverAheadMs = -10 * 60_000;
    world.openTab();
    world.book(1001);
    tell(1001);
    await world.pass(SPEECH_MS);

    expect(shown()).toEqual(['received']);
  });

  it('[ANN4] hears what the page’s bus remembers from before its code was there', async () => {
    world.book(1001);
    tell(1001);
    world.openTab();
    await world.pass(SPEECH_MS);

    expect(amounts()).toEqual([150_000]);
  });
});

describe('a read that fails', () => {
  it('[ANN6] is repeated, and the money said when the server answers', async () => {
    world.openTab();
    world.isServerDown = true;
    world.book(1001);
    tell(1001);
    await world.pass(20_000);
    world.isServerDown = false;
    await world.pass(15_000);

    expect(amounts()).toEqual([150_000]);
  });

  it('[ANN6] is given up after two minutes, and at once where there is no such order', async () => {
    world.openTab();
    tell(1009);
    await world.pass(1000);
    const reads = world.reads;
    world.isServerDown = true;
    tell(1001);
    await world.pass(HINT_AGE_MAX_MS + 20_000);
    const given = world.reads;
    await world.pass(30_000);

    expect([reads, world.reads, world.clock.pending()]).toEqual([1, given, 0]);
  });

  it('[ANN6] keeps at most ten orders, the newest', async () => {
    world.openTab();
    world.isServerDown = true;
    for (let n = 1; n <= HINTS_MAX + 3; n += 1) {
      world.book(n, { amount: n * 1000 });
      tell(n);
    }
    await world.pass(2000);
    world.isServerDown = false;
    await world.pass(60_000);

    expect(amounts().sort()).toEqual([10_000, 11_000, 12_000, 13_000, 4000, 5000, 6000, 7000, 8000, 9000]);
  });
});

describe('which tab speaks', () => {
  it.each([
    ['the screen that waits before one that is looked at', ['visible', 'waiting'], 1],
    ['one that is looked at before a hidden one', ['hidden', 'visible'], 1],
  ] as const)('[ANN7] prefers %s', async (_what, standings, chosen) => {
    const tabs = standings.map((standing) => world.openTab({ standing }));
    world.book(1001);
    tell(1001);
    await world.pass(SPEECH_MS);

    expect(tabs[chosen]?.announcer.state().spoken).toHaveLength(1);
  });

  it('[ANN7] leaves the word to a hidden tab that can sound', async () => {
    const [blocked, hidden] = [
      world.openTab({ standing: 'waiting', isBlocked: true }),
      world.openTab({ standing: 'hidden' }),
    ];
    world.book(1001);
    tell(1001);
    await world.pass(TAB_DELAY_MS.hidden + 100);
    const reads = world.reads;
    await world.pass(SPEECH_MS * 2);

    expect([blocked.announcer.state().spoken.length, hidden.announcer.state().spoken.length, reads]).toEqual([0, 1, 1]);
    expect(shown()).toEqual(['received']);
  });

  it('[ANN3] goes on in another tab when the one that speaks dies', async () => {
    const first = world.openTab();
    world.openTab({ standing: 'hidden' });
    world.book(1001, { amount: 1000 });
    world.book(1002, { amount: 2000 });
    tell(1001);
    tell(1002);
    await world.pass(1000);
    first.crash();
    await world.pass(SPEECH_MS * 3);

    expect(amounts().sort()).toEqual([1000, 2000]);
  });
});

describe('sound that is not there', () => {
  it('[ANN8] shows the money at once, says that it is blocked, and speaks at the first gesture', async () => {
    const tab = world.openTab({ isBlocked: true });
    world.book(1001);
    tell(1001);
    await world.pass(2000);
    const before = [tab.announcer.state().sound, shown(), world.said.length];
    tab.unlock();
    await world.pass(SPEECH_MS);

    expect(before).toEqual(['blocked', ['received'], 0]);
    expect([tab.announcer.state().sound, shown(), amounts()]).toEqual(['ready', ['received'], [150_000]]);
  });

  it('[ANN8] does not say as new what waited for longer than half a minute', async () => {
    const tab = world.openTab({ isBlocked: true });
    world.book(1001);
    tell(1001);
    await world.pass(SILENT_WAIT_MS + 2000);
    tab.unlock();
    await world.pass(SPEECH_MS);

    expect([world.said, shown()]).toEqual([[], ['received']]);
  });

  it('[ANN8] says that the clips are missing, tries again, and speaks when they are there', async () => {
    const tab = world.openTab();
    tab.canLoad = false;
    world.book(1001);
    tell(1001);
    await world.pass(1000);
    const before = tab.announcer.state().sound;
    tab.canLoad = true;
    await world.pass(RELOAD_MS + SPEECH_MS);

    expect([before, tab.announcer.state().sound, amounts(), shown()]).toEqual([
      'failed',
      'ready',
      [150_000],
      ['received'],
    ]);
  });
});

describe('many at once', () => {
  it('[ANN9] says one after the other, and of more than ten that there are more', async () => {
    world.openTab();
    for (let n = 0; n < TURNS_MAX + 5; n += 1) world.book(1001, { amount: (n + 1) * 1000 });
    tell(1001);
    await world.pass(SPEECH_MS * 20);

    const said = amounts();
    expect([said.length, new Set(said).size, world.mostAtOnce]).toEqual([TURNS_MAX + 1, TURNS_MAX + 1, 1]);
    expect(said.at(-1)).toBe('more');
    expect(shown().filter((kind) => kind === 'more')).toHaveLength(1);
  });
});

describe('what must not sound, or cannot', () => {
  it('[ANN5] is silent also about more than ten that were missed', async () => {
    world.openTab();
    for (let n = 0; n < TURNS_MAX + 5; n += 1)
      world.book(1001, { amount: (n + 1) * 1000, booked_at: world.clock.now() - FRESH_MS - 1 });
    tell(1001);
    await world.pass(MISSED_DELAY_MS + SPEECH_MS);

    expect([world.said, shown().filter((kind) => kind === 'missed').length, shown().at(-1)]).toEqual([
      [],
      TURNS_MAX,
      'more',
    ]);
  });

  it('[ANN8] is shown, said to be without sound and reported, and keeps nothing else from being said', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    world.unsayable = 150_000;
    const tab = world.openTab();
    world.book(1001, { amount: 150_000 });
    world.book(1001, { amount: 1000 });
    tell(1001);
    await world.pass(TAB_DELAY_MS.visible + 50);
    const during = [tab.announcer.state().sound, shown()];
    await world.pass(SILENT_WAIT_MS + SPEECH_MS);
    vi.unstubAllGlobals();

    expect(during).toEqual(['failed', ['received', 'received']]);
    expect(amounts()).toEqual([1000]);
    expect(reported[0]).toMatchObject({ message: 'There is no clip.' });
  });
});

describe('settings and the test', () => {
  it('[ANN10] is silent but shows while muted, and does not say it later', async () => {
    const tab = world.openTab();
    tab.announcer.change({ isMuted: true });
    world.book(1001);
    tell(1001);
    await world.pass(SPEECH_MS);
    tab.announcer.change({ isMuted: false });
    tell(1001);
    await world.pass(SPEECH_MS);

    expect([world.said, shown()]).toEqual([[], ['received']]);
  });

  it('[ANN10] keeps volume and mute in the browser, and reads nonsense as the defaults', () => {
    world.openTab().announcer.change({ volume: 0.4, isMuted: true });
    const kept = world.openTab().announcer.state().settings;
    world.storage.set(SETTINGS_KEY, '{"volume": 7, "isMuted": "yes"');
    const broken = world.openTab().announcer.state().settings;

    expect(kept).toMatchObject({ volume: 0.4, isMuted: true });
    expect(broken).toEqual({ volume: 0.9, isMuted: false, voice: 'clips' });
  });

  it('[ANN11] says a made-up amount, marked as a test, once for two presses, and writes nothing down', async () => {
    const tab = world.openTab();
    tab.announcer.test();
    tab.announcer.test();
    await world.pass(100);
    const during = tab.announcer.state().isTesting;
    await world.pass(SPEECH_MS);

    expect(world.said).toEqual([{ kind: 'test', amount: TEST_AMOUNT }]);
    expect([during, tab.announcer.state().isTesting, tab.announcer.state().spoken]).toEqual([true, false, ['test']]);
    expect([world.storage.get(LEDGER_KEY), world.shown]).toEqual([null, []]);
  });

  it('says nothing more after its stop', async () => {
    const tab = world.openTab();
    world.book(1001);
    tell(1001);
    tab.close();
    tell(1001);
    await world.pass(SPEECH_MS);

    expect(world.said).toEqual([]);
  });
});
