import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { fakeClock } from '@vppos/core/testing';
import type { AuthUser } from '@vppos/core/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speakVietnamese } from '../i18n/testing/speakVietnamese.ts';
import { Announcer, LoudspeakerButton } from './index.ts';
import type { Loudspeaker, LoudspeakerState } from './loudspeaker.types.ts';
import { createLoudspeakerSlot } from './slot.ts';

const lan: AuthUser = { id: 1, name: 'Lan', company_id: 1, roles: ['cashier'], till_id: 'till-7' };

function fakeLoudspeaker() {
  const listeners = new Set<() => void>();
  let state: LoudspeakerState = {
    sound: 'ready',
    settings: { volume: 0.9, isMuted: false, voice: 'clips' },
    hasBrowserVoice: false,
    isTesting: false,
    spoken: [],
  };
  const asked: string[] = [];
  const loudspeaker: Loudspeaker & { stop: () => void } = {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (changed) => become({ settings: { ...state.settings, ...changed } }),
    test: () => void asked.push('test'),
    unlock: () => void asked.push('unlock'),
    stop: () => void asked.push('stop'),
  };
  const become = (changed: Partial<LoudspeakerState>): void => {
    state = { ...state, ...changed };
    for (const listener of listeners) listener();
  };
  return { loudspeaker, asked, become: (changed: Partial<LoudspeakerState>) => act(async () => become(changed)) };
}

const button = () => screen.getByRole('button', { name: /^Loa: / });
const bar = () => screen.queryByRole('button', { name: 'Loa đang bị trình duyệt chặn – bấm vào đây để bật' });

describe('the loudspeaker on the page', () => {
  speakVietnamese();
  let fake: ReturnType<typeof fakeLoudspeaker>;
  let clock: ReturnType<typeof fakeClock>;
  let failures: number;
  beforeEach(() => {
    fake = fakeLoudspeaker();
    clock = fakeClock();
    failures = 0;
  });
  afterEach(cleanup);

  async function open() {
    const slot = createLoudspeakerSlot();
    const start = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('Loading chunk failed');
      return fake.loudspeaker;
    };
    return act(async () =>
      render(
        <>
          <LoudspeakerButton className="icon" slot={slot} />
          <Announcer user={lan} clock={clock} start={start} slot={slot} />
        </>,
      ),
    );
  }

  it('[ANN10] changes volume and mute, and says in words that it is muted', async () => {
    await open();
    await act(async () => fireEvent.click(button()));
    fireEvent.change(screen.getByRole('slider', { name: 'Âm lượng' }), { target: { value: '40' } });
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: /^Tắt tiếng/ })));

    expect(fake.loudspeaker.state().settings).toMatchObject({ volume: 0.4, isMuted: true });
    expect([button().getAttribute('aria-label'), button().textContent]).toEqual(['Loa: đã tắt tiếng', 'đã tắt tiếng']);
  });

  it('[ANN11] tries the loudspeaker', async () => {
    await open();
    await act(async () => fireEvent.click(button()));
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Thử loa' })));

    expect(fake.asked).toEqual(['test']);
  });

  it('[ANN13] offers the browser’s voice where there is one', async () => {
    await open();
    await act(async () => fireEvent.click(button()));
    const before = screen.queryByRole('checkbox', { name: 'Dùng giọng đọc của trình duyệt' });
    await fake.become({ hasBrowserVoice: true });
    await act(async () => fireEvent.click(screen.getByRole('checkbox', { name: 'Dùng giọng đọc của trình duyệt' })));

    expect([before, fake.loudspeaker.state().settings.voice]).toEqual([null, 'browser']);
  });

  it('[ANN8] says in a bar and on the button that the browser blocks it, and takes a press on the bar', async () => {
    await open();
    expect(bar()).toBeNull();
    await fake.become({ sound: 'blocked' });
    await act(async () => fireEvent.click(bar() ?? button()));

    expect([fake.asked, button().getAttribute('aria-label')]).toEqual([['unlock'], 'Loa: bị chặn']);
    await fake.become({ settings: { volume: 1, isMuted: true, voice: 'clips' } });
    expect(bar()).toBeNull();
    await fake.become({ sound: 'failed', settings: { volume: 1, isMuted: false, voice: 'clips' } });
    expect(button().textContent).toBe('chưa có tiếng');
  });

  it('[ANN12] says that its code cannot be had, and tries again by itself', async () => {
    failures = 1;
    await open();
    const before = button().getAttribute('aria-label');
    await act(async () => clock.advance(1000));

    expect([before, button().getAttribute('aria-label')]).toEqual(['Loa: chưa mở được', 'Loa: đang bật']);
  });

  it('[ANN14] leaves what has sounded on the page for whoever tests it', async () => {
    await open();
    await fake.become({ spoken: ['1:150000', '2:100000'] });

    const seam = screen.getByTestId('spoken');
    expect([seam.dataset['spoken'], seam.getAttribute('aria-hidden'), seam.hidden]).toEqual([
      '1:150000 2:100000',
      'true',
      true,
    ]);
  });

  it('stops with the login', async () => {
    const { unmount } = await open();
    unmount();

    expect([fake.asked, clock.pending()]).toEqual([['stop'], 0]);
  });
});
