import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { speakVietnamese } from '../i18n/testing/speakVietnamese.ts';
import { LazyInspector } from './LazyInspector.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
speakVietnamese();
afterEach(cleanup);

it('[INSP1] says that it loads, and when its code cannot be had, with a way to try again', async () => {
  const answers = [Promise.reject(new Error('Loading chunk failed')), Promise.resolve({ default: () => <p>here</p> })];
  render(<LazyInspector loadView={() => answers.shift() ?? new Promise(() => undefined)} />, {
    // React would print what the boundary has caught.
    onCaughtError: () => undefined,
  });
  expect(screen.getByRole('status').textContent).toBe('Đang mở phần theo dõi…');
  await act(async () => undefined);
  const failed = screen.getByRole('alert').textContent;

  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Thử lại' })));

  expect(failed).toContain('Chưa tải được phần theo dõi sự kiện');
  expect(screen.getByText('here')).toBeTruthy();
});
