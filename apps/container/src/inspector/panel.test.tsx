import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { listenNavigate } from '@vppos/core/bus';
import { StrictMode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { speakVietnamese } from '../i18n/testing/speakVietnamese.ts';
import { InspectorEntry } from '../shell/bar/InspectorEntry.tsx';
import { ShellEnvProvider } from '../shell/env.tsx';
import { fakeShellEnv } from '../shell/testing/fakeShellEnv.ts';
import { INSPECTOR_SHORTCUT, InspectorDrawer, useInspectorPanel } from './index.ts';
import { isInspectorShortcut } from './shortcut.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

function Till({ isAvailable }: { readonly isAvailable: boolean }) {
  const inspector = useInspectorPanel(isAvailable);
  return (
    <>
      <InspectorEntry inspector={inspector} />
      <input aria-label="search" />
      {inspector.isOpen && <InspectorDrawer panel={inspector.panel} close={inspector.close} />}
    </>
  );
}

async function open(isAvailable = true): Promise<void> {
  const env = fakeShellEnv();
  await act(async () => {
    render(
      <StrictMode>
        <ShellEnvProvider value={env}>
          <Till isAvailable={isAvailable} />
        </ShellEnvProvider>
      </StrictMode>,
    );
  });
}

const panel = () => screen.queryByRole('dialog', { name: 'Theo dõi sự kiện' });
const entry = () => screen.getByRole('button', { name: /Mở phần theo dõi sự kiện/ });
const field = () => screen.getByLabelText('search');
const pressKeys = (target: Element | Window, key: string, init: KeyboardEventInit = {}) =>
  act(async () => fireEvent.keyDown(target, { key, ...init }));
const shortcut = (target: Element | Window = window) => pressKeys(target, 'F8', { shiftKey: true });

describe('the panel of the inspector', () => {
  speakVietnamese();
  afterEach(cleanup);

  it('[INSP1] opens and closes at the dot, which names the shortcut', async () => {
    await open();
    expect(entry().title).toContain(INSPECTOR_SHORTCUT);

    await act(async () => fireEvent.click(entry()));
    expect([panel() !== null, entry().getAttribute('aria-expanded')]).toEqual([true, 'true']);
    expect(document.activeElement).toBe(panel());
    expect(await screen.findByRole('heading', { name: 'Theo dõi sự kiện' })).toBeTruthy();

    await act(async () => fireEvent.click(entry()));
    expect(panel()).toBeNull();
  });

  it('[INSP1] gives the focus back where it was when Escape closes it', async () => {
    await open();
    field().focus();
    await shortcut(field());
    const taken = document.activeElement === panel();

    await pressKeys(document.activeElement ?? window, 'Escape');

    expect([taken, panel(), document.activeElement]).toEqual([true, null, field()]);
  });

  it('[INSP1] leaves the focus and the Escape of who works in the till beside it', async () => {
    await open();
    await act(async () => fireEvent.click(entry()));
    field().focus();
    await pressKeys(field(), 'Escape');
    const stayed = panel() !== null;

    await shortcut(field());

    expect([stayed, panel(), document.activeElement]).toEqual([true, null, field()]);
  });

  it('[INSP1] takes no key of a scanner or a hand but its own', async () => {
    await open();
    field().focus();
    const keys = ['F8', 'Enter', '8', 'A', 'Shift', 'Tab'];
    const isLeftToThePage = keys.map((key) => fireEvent.keyDown(field(), { key }));

    expect([isLeftToThePage, panel()]).toEqual([keys.map(() => true), null]);
    for (const other of ['ctrlKey', 'altKey', 'metaKey', 'repeat', 'isComposing']) {
      const event = new KeyboardEvent('keydown', { key: 'F8', shiftKey: true, [other]: true });
      expect([other, isInspectorShortcut(event)]).toEqual([other, false]);
    }
  });

  it('[INSP1] does not lie over its own page', async () => {
    await open(false);
    await shortcut();

    expect([panel(), screen.queryByRole('button')]).toEqual([null, null]);
    expect(screen.getByTestId('connection')).toBeTruthy();
  });

  it('[INSP1] leads to its page', async () => {
    await open();
    const targets: string[] = [];
    const stop = listenNavigate(({ to }) => void targets.push(to));
    await shortcut();
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Mở cả trang' })));
    await stop();

    expect(targets).toEqual(['/realtime']);
  });
});
