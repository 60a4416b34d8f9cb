// @vitest-environment node
import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { createFakeAuthServer } from '../auth/testing/fakeAuthServer.ts';
import { createFakeBrowser } from '../auth/testing/fakeBrowser.ts';
import { settle } from '../auth/testing/settle.ts';
import { createConnectionConfig } from './config.ts';
import { holdEventStream } from './eventStream.ts';
import { createFakePolls } from './testing/fakePolls.ts';
import { createFakeSources } from './testing/fakeSource.ts';
import { createRecordingBus } from './testing/testConnection.ts';

/** A tab whose user is signed in, with the stream that it holds alone. */
async function setUp() {
  const clock = fakeClock();
  const server = createFakeAuthServer(clock);
  const browser = createFakeBrowser(clock, server.openBrowser());
  const tab = browser.openTab();
  tab.session.start();
  const sources = createFakeSources();
  const bus = createRecordingBus();
  const hold = () =>
    holdEventStream(tab.session, {
      clock,
      random: () => 1,
      openSource: sources.open,
      pollPage: createFakePolls().page,
      bus,
      config: createConnectionConfig({ environment: 'test' }),
      listenPage: () => () => undefined,
      isVisible: () => true,
      locks: null,
      openChannel: () => null,
      clientId: () => 'browser-1',
      newId: () => 'tab-1',
    });
  await tab.session.login('thungan1', 'demo1234');
  /** The same person types the login again in another tab. */
  const signInAgain = async (): Promise<void> => {
    const other = browser.openTab();
    other.session.start();
    await other.session.login('thungan1', 'demo1234');
    await settle();
  };
  return { server, browser, tab, sources, bus, hold, signInAgain };
}

it('[CONN38] goes over to the newer login of the same user, on from its cursor', async () => {
  const { sources, hold, signInAgain } = await setUp();
  hold();
  await settle();
  sources.last().hello();
  sources.last().live('e-7');

  await signInAgain();

  expect(sources.attempts.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  expect(sources.last().request.url).toContain('lastEventId=e-7');
  expect(sources.last().request.headers.Authorization).not.toBe(sources.attempts[0]?.request.headers.Authorization);
});

it('[TAB14] does not end the newer login with the older one', async () => {
  const { browser, server, tab, sources, hold, signInAgain } = await setUp();
  hold();
  await settle();
  const older = sources.last();
  older.hello();
  older.live();
  await signInAgain();
  const sid = browser.storage.get('vppos.sid') ?? '';

  older.bye('signed_out');
  await settle();

  expect([tab.session.state().status, server.isOpen(sid), browser.storage.get('vppos.sid')]).toEqual([
    'signedIn',
    true,
    sid,
  ]);
});

it('[CONN38] leaves no stream behind when whoever hears its first status signs out', async () => {
  const { sources, bus, tab, hold } = await setUp();
  const publish = bus.publishStatus;
  bus.publishStatus = (status) => {
    bus.publishStatus = publish;
    publish(status);
    void tab.session.logout();
  };

  hold();
  await settle();

  expect(sources.attempts.filter(({ isClosed }) => !isClosed)).toEqual([]);
  expect(bus.statuses.at(-1)?.state).toBe('idle');
});
