import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useMfeName } from '@vppos/core/hooks';
import { type FakeClock, fakeClock } from '@vppos/core/testing';
import type { RemoteProps } from '@vppos/core/types';
import { type ComponentType, lazy } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speakVietnamese } from '../i18n/testing/speakVietnamese.ts';
import { MOUNT_DEADLINE_MS } from './deadlines.ts';
import { BUILT_IN_REMOTES } from './loadRegistry.ts';
import { NAME_AFTER_MS } from './RemoteSkeleton.tsx';
import { RemoteSlot } from './RemoteSlot.tsx';
import type { RemoteEntry } from './registry.ts';
import { RemoteError } from './remoteError.ts';
import type { RemoteLoader } from './remoteLoader.ts';
import type { Fault } from './reports.ts';

// The built-in registry has two entries; the first is order.
const order = BUILT_IN_REMOTES[0] as RemoteEntry;

function Till({ path }: RemoteProps) {
  return (
    <p>
      {useMfeName()} at {path}
    </p>
  );
}

function Broken(): never {
  throw new Error('boom');
}

/** Answers loads when the test says so. Extend it with a new ending of a load. */
function fakeLoader() {
  const loads: { isFresh: boolean; succeed(Remote: ComponentType<RemoteProps>): void; fail(error: unknown): void }[] =
    [];
  const loader: RemoteLoader = {
    load: (_, isFresh = false) =>
      new Promise((resolve, reject) => {
        loads.push({ isFresh, succeed: (Remote) => resolve({ Remote }), fail: reject });
      }),
  };
  const newest = () => {
    const load = loads.at(-1);
    if (load === undefined) throw new Error('Nothing was loaded.');
    return load;
  };
  return { loader, loads, newest };
}

let clock: FakeClock;
let faults: Fault[];
let source: ReturnType<typeof fakeLoader>;
const report = (fault: Fault): void => void faults.push(fault);

function openSlot() {
  return render(
    <>
      <p>the rest</p>
      <RemoteSlot remote={order} title="Bán hàng" path="/1001" loader={source.loader} clock={clock} report={report} />
    </>,
  );
}
const stateNow = (): string | undefined => screen.getByTestId('slot-order').dataset.state;
const succeed = (Remote: ComponentType<RemoteProps>) => act(async () => source.newest().succeed(Remote));
const fail = (error: unknown) => act(async () => source.newest().fail(error));
const advance = (ms: number) => act(async () => clock.advance(ms));
const pressRetry = () => act(async () => fireEvent.click(screen.getByRole('button', { name: 'Thử lại' })));

describe('RemoteSlot', () => {
  speakVietnamese();
  beforeEach(() => {
    clock = fakeClock();
    faults = [];
    source = fakeLoader();
  });
  afterEach(cleanup);

  it('shows the remote with its path, under its name', async () => {
    openSlot();
    await succeed(Till);

    expect(screen.getByText('order at /1001')).toBeTruthy();
    expect(stateNow()).toBe('mounted');
    expect(clock.pending()).toBe(0);
  });

  it('[REMOTE10] says after 2 s which part is loading', async () => {
    openSlot();

    await advance(NAME_AFTER_MS - 1);
    expect(screen.queryByText(/Bán hàng/)).toBeNull();
    await advance(1);

    expect(screen.getByRole('status').textContent).toBe('Đang tải phần Bán hàng…');
  });

  it('[REMOTE6] names the part that failed, with the cause in the details, and the rest goes on', async () => {
    openSlot();
    await fail(new RemoteError('LOAD_FAILED', 'order did not load.', { cause: new TypeError('Failed to fetch') }));

    expect(screen.getByRole('heading').textContent).toBe('Phần “Bán hàng” chưa mở được');
    expect(screen.getByRole('group').textContent).toMatch(/LOAD_FAILED[\s\S]*TypeError: Failed to fetch/);
    expect(screen.getByText('the rest')).toBeTruthy();
    expect(faults).toMatchObject([{ mfe: 'order', code: 'LOAD_FAILED' }]);
  });

  it('[REMOTE7] comes back when the server is back', async () => {
    openSlot();
    await fail(new Error('down'));

    await pressRetry();
    await succeed(Till);

    expect(screen.getByText('order at /1001')).toBeTruthy();
    expect(source.loads.map(({ isFresh }) => isFresh)).toEqual([false, false]);
  });

  it('[REMOTE7] comes back after a throw on render', async () => {
    openSlot();
    await succeed(Broken);
    expect(screen.getByRole('alert').textContent).toMatch(/“Bán hàng”[\s\S]*vừa gặp lỗi[\s\S]*boom/);
    expect(screen.getByText('the rest')).toBeTruthy();

    await pressRetry();
    await succeed(Till);

    expect(screen.getByText('order at /1001')).toBeTruthy();
    expect(faults).toMatchObject([{ mfe: 'order', code: 'RENDER_THREW' }]);
  });

  it('[REMOTE7] fetches code anew that throws a second time, with one press', async () => {
    openSlot();
    await succeed(Broken);

    await pressRetry();
    await succeed(Broken);
    await succeed(Till);

    expect(screen.getByText('order at /1001')).toBeTruthy();
    expect(source.loads.map(({ isFresh }) => isFresh)).toEqual([false, false, true]);
  });

  it('[REMOTE5] fails a load that hangs', async () => {
    openSlot();

    await advance(MOUNT_DEADLINE_MS - 1);
    expect(stateNow()).toBe('loading');
    await advance(1);

    expect(stateNow()).toBe('failed');
    expect(faults).toMatchObject([{ code: 'TOO_SLOW' }]);
  });

  it('[REMOTE5] fails a screen that suspends for ever', async () => {
    openSlot();
    await succeed(lazy(() => new Promise<never>(() => undefined)));

    expect(stateNow()).toBe('mounted');
    await advance(MOUNT_DEADLINE_MS);

    expect(stateNow()).toBe('failed');
  });

  it('[REMOTE8] is not changed by a module that comes after its deadline', async () => {
    openSlot();
    const first = source.newest();
    await advance(MOUNT_DEADLINE_MS);
    await act(async () => first.succeed(Till));

    expect(stateNow()).toBe('failed');
  });

  it('offers to reload the page from the second failure on', async () => {
    openSlot();
    await fail(new Error('down'));
    expect(screen.queryByRole('button', { name: 'Tải lại trang' })).toBeNull();

    await pressRetry();
    await fail(new Error('down'));

    expect(screen.getByRole('button', { name: 'Tải lại trang' })).toBeTruthy();
  });

  it('leaves no timer behind, and reports nothing when it is gone', async () => {
    const { unmount } = openSlot();
    unmount();
    await fail(new Error('late'));

    expect([clock.pending(), faults]).toEqual([0, []]);
  });
});
