import type { BusEvent } from '@vppos/core/bus';
import { anEvent } from '@vppos/core/testing';
import type { AuthUser, Role } from '@vppos/core/types';
import { describe, expect, it } from 'vitest';
import { newsOf, taskDoneBy } from './news.ts';

const person = (role: Role): AuthUser => ({ id: 1, name: 'Lan', company_id: 1, roles: [role], till_id: 'till-1' });
const event = (type: string, data: object): BusEvent => ({ v: 1, ...anEvent(1, { type, data }) });

const EVENTS: readonly (readonly [name: string, event: BusEvent])[] = [
  ['cancelled here', event('order_cancelled', { order_id: 7, message: 'm', till_id: 'till-1' })],
  ['cancelled at no till', event('order_cancelled', { order_id: 7, message: 'm' })],
  ['cancelled elsewhere', event('order_cancelled', { order_id: 7, message: 'm', till_id: 'till-2' })],
  ['cancelled by themselves', event('order_cancelled', { order_id: 7, message: 'm', cancelled_by: 1 })],
  ['refund', event('refund_due', { refund_id: 3, amount: 5, message: 'm' })],
  ['unmatched', event('transfer_unmatched', { transfer_id: 3, amount: 5, message: 'm' })],
  ['paid here', event('payment_received', { order_id: 7, amount: 5, till_id: 'till-1' })],
  ['paid elsewhere', event('payment_received', { order_id: 7, amount: 5, till_id: 'till-2' })],
  ['shift', event('resource_updated', { resource: 'shift', action: 'updated', data: { id: 4 } })],
  ['product', event('resource_updated', { resource: 'product', action: 'updated', data: { id: 4 } })],
  ['notify', event('notify', { message: 'm' })],
  ['system', event('system', { level: 'info', message: 'm' })],
  ['created', event('order_created', { order_id: 7, message: 'm' })],
  ['unheard of', event('table_called', { table: 7 })],
];
const seenBy = (role: Role): string[] =>
  EVENTS.filter(([, told]) => newsOf(told, person(role)) !== null).map(([name]) => name);

const OF_EVERYBODY = ['cancelled here', 'cancelled at no till', 'refund', 'unmatched', 'notify', 'system'];

describe('newsOf', () => {
  it('[SHELL15] tells a cashier what concerns their till and the shop', () => {
    expect(seenBy('cashier').sort()).toEqual([...OF_EVERYBODY].sort());
  });

  it.each<Role>(['manager', 'admin'])('[SHELL15] tells a %s of the other tills too', (role) => {
    expect(seenBy(role).sort()).toEqual([...OF_EVERYBODY, 'cancelled elsewhere', 'paid elsewhere', 'shift'].sort());
  });

  it('[SHELL15] leads to where each is dealt with', () => {
    const ways = EVENTS.map(([, told]) => newsOf(told, person('manager'))?.to ?? null).filter((to) => to !== null);

    expect([...new Set(ways)]).toEqual([
      '/order/7',
      '/payment/refunds',
      '/payment/unmatched',
      '/payment/7',
      '/payment/shift/4',
    ]);
  });

  it('[SHELL17] marks a test, which leads nowhere', () => {
    const told = event('payment_received', { order_id: 7, amount: 5, till_id: 'till-2', test: true });

    expect(newsOf(told, person('manager'))).toMatchObject({ isTest: true, to: null });
  });

  it('[SHELL16] has one key for one event, however it came, and another when an id is given out again', () => {
    const data = { message: 'm', occurred_at: 5 };
    const live: BusEvent = { v: 1, ...anEvent(1, { data }) };
    const replayed: BusEvent = { v: 1, ...anEvent(1, { data, origin: 'replay', via: 'poll', receivedAt: 9 }) };
    const later: BusEvent = { v: 1, ...anEvent(1, { data: { ...data, occurred_at: 6 } }) };
    const [first, second, third] = [live, replayed, later].map((told) => newsOf(told, person('cashier'))?.key);

    expect(first).toBe(second);
    expect(first).not.toBe(third);
  });
});

describe('taskDoneBy', () => {
  it.each([
    ['refund_due', { refund_id: 3, amount: 5, message: 'm' }, 'refund'],
    ['transfer_unmatched', { transfer_id: 3, amount: 5, message: 'm' }, 'transfer'],
  ])('[SHELL18] knows what %s asked for when it is done', (type, data, resource) => {
    const asked = newsOf(event(type, data), person('cashier'))?.task;
    const done = (changed: object) =>
      taskDoneBy(event('resource_updated', { resource, action: 'updated', data: { id: 3 }, ...changed }));

    expect(asked).toBe(`${resource}/3`);
    expect(done({})).toBe(asked);
    expect([done({ test: true }), done({ data: {} }), done({ resource: 'shift' })]).toEqual([null, null, null]);
  });
});
