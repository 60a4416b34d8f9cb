import { cleanup, fireEvent, render, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { SessionState } from '../auth/index.ts';
import { BUILT_IN_REMOTES } from '../remotes/loadRegistry.ts';
import { ShellEnvProvider } from './env.tsx';
import { fakeShellEnv } from './testing/fakeShellEnv.ts';
import { useRemoteAhead } from './useRemoteAhead.ts';

function Page({ state }: { readonly state: SessionState }) {
  useRemoteAhead(state);
  return <input aria-label="name" />;
}

/** Gives what was asked of the loader; it never has anything. */
function open(path: string, state: SessionState) {
  const asked: string[] = [];
  const env = fakeShellEnv({
    router: { path: () => path, go: () => true, subscribe: () => () => undefined, start: () => () => undefined },
    registry: async () => ({ remotes: BUILT_IN_REMOTES, source: 'builtIn' }),
    loader: {
      load: async ({ name }) => {
        asked.push(name);
        throw new Error('not there');
      },
    },
  });
  const { getByLabelText, unmount } = render(
    <ShellEnvProvider value={env}>
      <Page state={state} />
    </ShellEnvProvider>,
  );
  return { asked, field: getByLabelText('name'), unmount };
}

describe('useRemoteAhead', () => {
  afterEach(cleanup);

  it.each([
    ['/', 'order'],
    ['/payment/1001', 'payment'],
  ])(
    '[REMOTE12] loads the remote of %s while an earlier login is looked for, and keeps its failure quiet',
    async (path, name) => {
      const { asked } = open(path, { status: 'restoring' });

      await waitFor(() => expect(asked).toEqual([name]));
    },
  );

  it.each(['input', 'pointerDown'] as const)(
    '[REMOTE12] waits on the login page for %s, and loads once',
    async (sign) => {
      const { asked, field } = open('/order', { status: 'signedOut' });
      await Promise.resolve();
      const before = [...asked];

      for (const value of ['t', 'th']) fireEvent[sign](field, { target: { value } });

      await waitFor(() => expect(asked).toEqual(['order']));
      expect(before).toEqual([]);
    },
  );

  it('[REMOTE12] loads nothing for a page that is no micro-frontend’s, or is gone', async () => {
    const gone = open('/order', { status: 'signedOut' });
    gone.unmount();
    fireEvent.input(window);
    const { asked } = open('/nowhere', { status: 'restoring' });
    await new Promise(process.nextTick);

    expect([...gone.asked, ...asked]).toEqual([]);
  });
});
