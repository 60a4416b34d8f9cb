import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { listenRealtimeCommands, publishRealtimeStatus } from '@vppos/core/bus';
import { type FakeClock, fakeClock } from '@vppos/core/testing';
import type { RealtimeStatus } from '@vppos/core/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speakVietnamese } from '../../i18n/testing/speakVietnamese.ts';
import { SETTLED_AFTER_MS } from './ConnectionAnnouncer.tsx';
import { ConnectionBar } from './ConnectionBar.tsx';
import { ConnectionDot, useDot } from './ConnectionDot.tsx';

// 14:32 on the shop's wall clock.
const AT_14_32 = Date.UTC(2025, 10, 21, 7, 32);
let clock: FakeClock;

const tell = (status: Partial<RealtimeStatus>) =>
  act(async () =>
    publishRealtimeStatus({
      state: 'live',
      since: clock.now(),
      role: 'alone',
      degraded: false,
      fresh: true,
      ...status,
    }),
  );
/** In small steps: what is drawn after one timer starts the next. */
async function advance(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) await act(async () => clock.advance(500));
}
const Dot = () => <ConnectionDot dot={useDot(clock)} />;
const bar = () => screen.queryByTestId('connection-bar');
const said = () => screen.getByTestId('connection-announcer').textContent;

describe('ConnectionBar', () => {
  speakVietnamese();
  beforeEach(async () => {
    clock = fakeClock(AT_14_32);
    await tell({ state: 'live' });
    render(
      <>
        <Dot />
        <ConnectionBar clock={clock} />
      </>,
    );
  });
  afterEach(cleanup);

  it('[SHELL6] goes from nothing over amber to red, with the time of the data and a way to push', async () => {
    expect(bar()).toBeNull();
    await tell({ state: 'waiting', retryAt: clock.now() + 20_000 });
    expect(bar()).toBeNull();

    await advance(2000);
    expect(bar()?.textContent).toBe('Đang kết nối lại');
    await advance(3000);
    expect(bar()?.textContent).toBe(
      'MẤT KẾT NỐI – chưa thể xác nhận tự động, hãy kiểm tra app ngân hàngdữ liệu lúc 14:32',
    );
    await advance(5000);
    expect(bar()?.textContent).toContain('thử lại sau 10 giây');
    await advance(3000);

    expect(bar()?.textContent).toContain('thử lại sau 7 giây');
  });

  it('[SHELL6] tells the connection when the cashier pushes', async () => {
    const commands: string[] = [];
    const stop = listenRealtimeCommands((command) => void commands.push(command));
    await tell({ state: 'waiting', retryAt: clock.now() + 60_000 });
    await advance(10_000);

    fireEvent.click(screen.getByRole('button', { name: 'Thử lại ngay' }));
    stop();

    expect(commands).toEqual(['retry']);
  });

  it('[SHELL6] disappears when events come again', async () => {
    await tell({ state: 'waiting' });
    await advance(10_000);
    await tell({ state: 'live' });

    expect(bar()).toBeNull();
    await advance(SETTLED_AFTER_MS);
    expect(clock.pending()).toBe(0);
  });

  it('[SHELL8] offers to connect again where a window was superseded', async () => {
    const commands: string[] = [];
    const stop = listenRealtimeCommands((command) => void commands.push(command));
    await tell({ state: 'stopped', reason: 'superseded' });

    fireEvent.click(screen.getByRole('button', { name: 'Kết nối lại' }));
    stop();

    expect(commands).toEqual(['connect']);
  });

  it('[SHELL9] reads settled changes and not the countdown', async () => {
    await tell({ state: 'waiting', retryAt: clock.now() + 30_000 });
    await advance(2000 + SETTLED_AFTER_MS);
    const heard = [said()];
    await advance(3000);
    heard.push(said());
    await advance(8000);
    heard.push(said());
    await tell({ state: 'live' });
    await advance(SETTLED_AFTER_MS);
    heard.push(said());

    const lost = 'MẤT KẾT NỐI – chưa thể xác nhận tự động, hãy kiểm tra app ngân hàng';
    expect(heard).toEqual(['Đang kết nối lại', lost, lost, 'Đã kết nối lại']);
    expect(screen.getByTestId('connection-announcer').getAttribute('aria-live')).toBe('polite');
  });

  it('[SHELL9] says nothing of a loss too short to show', async () => {
    await tell({ state: 'waiting' });
    await advance(1500);
    await tell({ state: 'live' });
    await advance(60_000);

    expect(said()).toBe('');
  });

  it('[SHELL9] does not say that it is back when it was for a moment only', async () => {
    await tell({ state: 'waiting' });
    await advance(7000);
    const lost = said();
    await tell({ state: 'live' });
    await advance(500);
    await tell({ state: 'waiting' });
    await advance(1500);

    expect(said()).toBe(lost);
  });

  it('keeps a dot with the state for whoever looks closer', async () => {
    await tell({ state: 'connecting' });

    expect(screen.getByTestId('connection').dataset).toMatchObject({ state: 'connecting', dot: 'on' });
    await advance(2000);
    expect(screen.getByTestId('connection').dataset).toMatchObject({ state: 'connecting', dot: 'trouble' });
  });
});
