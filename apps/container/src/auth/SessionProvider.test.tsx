import { act, cleanup, render, screen } from '@testing-library/react';
import { fakeClock } from '@vppos/core/testing';
import { StrictMode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { SessionProvider, useSession } from './SessionProvider.tsx';
import { createFakeAuthServer } from './testing/fakeAuthServer.ts';
import { createFakeBrowser } from './testing/fakeBrowser.ts';
import { settle } from './testing/settle.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
afterEach(cleanup);

function Who() {
  const { state, logout } = useSession();
  return (
    <button type="button" onClick={() => void logout()}>
      {state.status === 'signedIn' ? state.user.name : state.status}
    </button>
  );
}

it('renders each state of the session, restored with one refresh under StrictMode', async () => {
  const clock = fakeClock();
  const server = createFakeAuthServer(clock);
  const browser = createFakeBrowser(clock, server.openBrowser());
  const before = browser.openTab().session;
  before.start();
  await before.login('thungan1', 'demo1234');

  render(
    <StrictMode>
      <SessionProvider session={browser.openTab().session}>
        <Who />
      </SessionProvider>
    </StrictMode>,
  );
  const button = screen.getByRole('button');
  const seen = [button.textContent];
  await act(settle);
  seen.push(button.textContent);
  await act(async () => button.click());
  seen.push(button.textContent);

  expect(seen).toEqual(['restoring', 'Lan', 'signedOut']);
  expect(server.count('/refresh')).toBe(1);
});

it('says what to do when a component stands outside of the provider', () => {
  expect(() => render(<Who />)).toThrow('SessionProvider');
});
