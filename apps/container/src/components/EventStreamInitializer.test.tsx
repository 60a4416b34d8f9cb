import { act, cleanup, render } from '@testing-library/react';
import { currentAuth, currentRealtimeStatus, listenRealtime } from '@vppos/core/bus';
import { fakeClock } from '@vppos/core/testing';
import { StrictMode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SessionProvider, useSession } from '../auth/index.ts';
import { createFakeAuthServer } from '../auth/testing/fakeAuthServer.ts';
import { createFakeBrowser } from '../auth/testing/fakeBrowser.ts';
import { settle } from '../auth/testing/settle.ts';
import { createConnectionConfig } from '../realtime/config.ts';
import type { StreamDeps } from '../realtime/index.ts';
import { createListenPage } from '../realtime/pageLifecycle.ts';
import { createFakePolls } from '../realtime/testing/fakePolls.ts';
import { createFakeSources } from '../realtime/testing/fakeSource.ts';
import { createMfeEventBus } from '../utils/mfeEventBus.ts';
import { EventStreamInitializer } from './EventStreamInitializer.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

function setUp() {
  const clock = fakeClock();
  const server = createFakeAuthServer(clock);
  const browser = createFakeBrowser(clock, server.openBrowser());
  const sources = createFakeSources();
  const deps: StreamDeps = {
    clock,
    random: () => 1,
    openSource: sources.open,
    pollPage: createFakePolls().page,
    config: createConnectionConfig({ environment: 'test' }),
    bus: createMfeEventBus(),
    clientId: () => 'tab-1',
    newId: () => 'tab-1',
    listenPage: createListenPage(window),
    isVisible: () => true,
    locks: null,
    openChannel: () => null,
  };
  return { clock, browser, sources, deps, tab: browser.openTab() };
}

let world = setUp();
beforeEach(() => {
  world = setUp();
});
afterEach(cleanup);

async function renderSignedIn() {
  const { tab, deps } = world;
  const page = render(
    <StrictMode>
      <SessionProvider session={tab.session}>
        <EventStreamInitializer deps={deps} />
      </SessionProvider>
    </StrictMode>,
  );
  await act(async () => {
    await tab.session.login('thungan1', 'demo1234');
    await settle();
  });
  return page;
}

it('[CONN37] opens exactly one stream under StrictMode, and renders nothing', async () => {
  const page = await renderSignedIn();

  expect(world.sources.attempts).toHaveLength(1);
  expect(page.container.innerHTML).toBe('');
});

/** As the shell does it. */
function Till({ deps }: { readonly deps: StreamDeps }) {
  const { state } = useSession();
  return state.status === 'signedIn' ? <EventStreamInitializer deps={deps} /> : null;
}

it('[CONN37] opens exactly one stream when it mounts with a login that is there already', async () => {
  const { browser, deps, tab } = world;
  const before = browser.openTab().session;
  before.start();
  await before.login('thungan1', 'demo1234');

  render(
    <StrictMode>
      <SessionProvider session={tab.session}>
        <Till deps={deps} />
      </SessionProvider>
    </StrictMode>,
  );
  await act(settle);

  expect(tab.session.state().status).toBe('signedIn');
  expect(world.sources.attempts).toHaveLength(1);
});

it('[CONN38] carries an event of an unknown type from the stream to a listener on the window', async () => {
  await renderSignedIn();
  const heard: unknown[] = [];
  const stop = listenRealtime('table_moved', ({ data }) => heard.push(data));

  world.sources.last().hello();
  world.sources.last().live('e-1');
  world.sources.last().frame('table_moved', { to: 7 }, 'e-2');
  stop();

  expect(heard).toEqual([{ to: 7 }]);
  expect(currentRealtimeStatus()).toMatchObject({ state: 'live', role: 'alone' });
});

it('[CONN38] closes the stream in the moment of the logout, before any render', async () => {
  await renderSignedIn();
  const [attempt] = world.sources.attempts;

  const logout = world.tab.session.logout();
  const closedAtOnce = attempt?.isClosed;
  await act(() => logout);
  await act(settle);

  expect(closedAtOnce).toBe(true);
  expect(currentRealtimeStatus()?.state).toBe('idle');
  expect(currentAuth()).toBeNull();
  expect([world.sources.attempts.length, world.clock.pending()]).toEqual([1, 0]);
});

it('[CONN38] opens a stream of their own, without a cursor, for the next user', async () => {
  await renderSignedIn();
  world.sources.last().hello();
  world.sources.last().live('e-1');
  const events: string[] = [];
  const stop = listenRealtime('notify', ({ id }) => events.push(id));

  await act(async () => {
    await world.tab.session.login('thungan2', 'demo1234');
    await settle();
  });
  world.sources.attempts[0]?.frame('notify', { message: 'of the first user' }, 'e-2');
  stop();

  expect(world.sources.attempts.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  expect(world.sources.last().request.url).toBe('/api/v1/events/stream');
  expect(world.sources.last().request.headers.Authorization).toContain('thungan2');
  expect(events).toEqual([]);
});

it('[CONN38] signs the tab out when the gateway says that the login is over', async () => {
  await renderSignedIn();
  world.sources.last().hello();

  await act(async () => world.sources.last().bye('signed_out'));

  expect(world.tab.session.state()).toEqual({ status: 'signedOut', reason: 'revoked' });
  expect(currentRealtimeStatus()?.state).toBe('idle');
});

it('[CONN38] closes the stream when the page is left, and when it unmounts', async () => {
  const page = await renderSignedIn();
  const first = world.sources.last();
  window.dispatchEvent(new Event('pagehide'));
  const hidden = [first.isClosed, currentRealtimeStatus()?.state];
  window.dispatchEvent(new Event('pageshow'));
  await act(settle);

  page.unmount();

  expect(hidden).toEqual([true, 'suspended']);
  expect(world.sources.attempts.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  expect(world.clock.pending()).toBe(0);
});

it('[CONN42] takes the options of its container, and refuses nonsense by name', async () => {
  const page = (options: { streamUrl?: string; maxDelayMs?: number }) =>
    render(
      <SessionProvider session={world.tab.session}>
        <EventStreamInitializer options={{ isAutoConnect: false, ...options }} />
      </SessionProvider>,
    );
  page({});
  await act(async () => {
    await world.tab.session.login('thungan1', 'demo1234');
    await settle();
  });

  expect(currentRealtimeStatus()).toMatchObject({ state: 'stopped', reason: 'disconnected' });
  expect(() => page({ maxDelayMs: -1 })).toThrow('maxDelayMs cannot be -1');
});
