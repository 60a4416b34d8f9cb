import { act, cleanup, render, screen } from '@testing-library/react';
import { fakeClock } from '@vppos/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { speakVietnamese } from '../i18n/testing/speakVietnamese.ts';
import { OfflineScreen, RestoringScreen } from './SessionScreens.tsx';

describe('the screens before the till', () => {
  speakVietnamese();
  afterEach(cleanup);

  it('[SHELL1] says that a session is being opened', () => {
    render(<RestoringScreen />);

    expect(screen.getByRole('status').textContent).toBe('Đang mở phiên làm việc…');
    expect(document.title).toBe('Đang mở phiên làm việc… – VPPOS');
  });

  it('[SHELL1] says that nobody answers, and when it tries again', async () => {
    const clock = fakeClock();
    render(<OfflineScreen retryAt={clock.now() + 3000} clock={clock} />);
    expect(screen.getByText('Thử lại sau 3 giây')).toBeTruthy();

    await act(async () => clock.advance(2000));
    expect(screen.getByText('Thử lại sau 1 giây')).toBeTruthy();
    await act(async () => clock.advance(1000));

    expect(screen.getByText('Đang thử lại…')).toBeTruthy();
    expect(clock.pending()).toBe(0);
  });
});
