import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { listenNavigate, publishAuth, publishRealtimeEvent, publishRealtimeResync } from '@vppos/core/bus';
import { anEvent, fakeClock } from '@vppos/core/testing';
import type { AuthUser } from '@vppos/core/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speakVietnamese } from '../i18n/testing/speakVietnamese.ts';
import { Bell, NewsDrawer, useDrawer } from './index.ts';

const ha: AuthUser = { id: 3, name: 'Hà', company_id: 1, roles: ['manager'], till_id: 'till-1' };
const clock = fakeClock();

function Place() {
  const drawer = useDrawer(ha, clock);
  return (
    <>
      <Bell drawer={drawer} className="" />
      <input aria-label="sale" />
      {drawer.isOpen && <NewsDrawer drawer={drawer} clock={clock} />}
    </>
  );
}

const bell = () => screen.getByTestId('news-bell');
const publish = (seq: number, type: string, data: object) =>
  act(async () => publishRealtimeEvent(anEvent(seq, { type, data: { occurred_at: clock.now() - 60_000, ...data } })));
const tellPayment = (seq: number, changed: object = {}) =>
  publish(seq, 'payment_received', { company_id: 1, order_id: 7, amount: 250_000, till_id: 'till-2', ...changed });

describe('the drawer', () => {
  speakVietnamese();
  beforeEach(() => {
    localStorage.clear();
    publishAuth(null);
    render(<Place />);
  });
  afterEach(cleanup);

  it('[SHELL18] says on the bell how much nobody has read', async () => {
    const before = bell().getAttribute('aria-label');
    await tellPayment(1);
    await tellPayment(1);

    expect([before, bell().getAttribute('aria-label')]).toEqual(['Thông báo', 'Thông báo, 1 chưa đọc']);
  });

  it('[SHELL18] opens when it is asked for, says when there is nothing, and Escape gives the focus back', async () => {
    await act(async () => {
      bell().focus();
      fireEvent.click(bell());
    });
    const panel = screen.getByRole('dialog', { name: 'Thông báo' });
    expect(document.activeElement).toBe(panel);
    expect(within(panel).getByText('Chưa có thông báo nào.')).toBeTruthy();

    fireEvent.keyDown(panel, { key: 'Escape' });

    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(bell());
  });

  it('[SHELL22] says, with the way to what must be looked at, that news may be missing', async () => {
    await act(async () => publishRealtimeResync('trimmed'));
    const name = bell().getAttribute('aria-label');
    fireEvent.click(bell());

    expect(name).toBe('Thông báo, 1 chưa đọc');
    expect(screen.getByText('Có thể thiếu thông báo')).toBeTruthy();
    expect(screen.getByRole('link', { name: /^Xem/ }).getAttribute('href')).toBe('/payment/unmatched');
  });

  it('[SHELL22] says nothing where polling has only just begun', async () => {
    await act(async () => publishRealtimeResync('polling'));

    expect(bell().getAttribute('aria-label')).toBe('Thông báo');
  });

  it('[SHELL18] takes the focus from nobody when news come', async () => {
    screen.getByLabelText('sale').focus();

    await tellPayment(1);

    expect(document.activeElement).toBe(screen.getByLabelText('sale'));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('[SHELL18] leads to where it is dealt with, and has been read then', async () => {
    const targets: string[] = [];
    const stop = listenNavigate(({ to }) => void targets.push(to));
    await tellPayment(1);
    fireEvent.click(bell());
    expect(screen.getByText('250.000đ – quầy till-2')).toBeTruthy();

    fireEvent.click(screen.getByRole('link', { name: /^Xem/ }));
    stop();

    expect(targets).toEqual(['/payment/7']);
    expect(bell().dataset['unread']).toBe('0');
  });

  it('[SHELL18] marks all as read at once', async () => {
    await tellPayment(1);
    await publish(2, 'notify', { message: 'Giao ca lúc 16 giờ' });
    fireEvent.click(bell());

    fireEvent.click(screen.getByRole('button', { name: 'Đánh dấu đã đọc hết' }));

    expect(bell().dataset['unread']).toBe('0');
    expect(screen.queryByRole('button', { name: 'Đánh dấu đã đọc hết' })).toBeNull();
  });

  it('[SHELL18] counts a task no more once somebody has done it', async () => {
    await publish(1, 'refund_due', { company_id: 1, refund_id: 3, amount: 5, reason: 'overpaid', message: 'm' });
    const before = bell().dataset['unread'];

    await publish(2, 'resource_updated', { resource: 'refund', action: 'updated', data: { id: 3 } });

    expect([before, bell().dataset['unread']]).toEqual(['1', '0']);
  });

  it('[SHELL17] calls a test a test', async () => {
    await tellPayment(1, { test: true });
    fireEvent.click(bell());

    expect(screen.getByText('THỬ')).toBeTruthy();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('[SHELL15] knows the till by its new name', async () => {
    await act(async () => publishAuth({ ...ha, till_id: 'till-2' }));
    await tellPayment(1);

    expect(bell().dataset['unread']).toBe('0');
  });
});
