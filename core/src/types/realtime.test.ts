import { describe, expect, it } from 'vitest';
import { checkPayload } from '../protocol/index.ts';
import { isKnownEventType, REALTIME_EVENT_TYPES } from './index.ts';

const paid = { company_id: 1, order_id: 1001, invoice_number: 'HD-1001', message: 'Đã nhận', total: 250_000 };

describe('payloads at run time', () => {
  it('[TYPE2] names every wrong path of a known payload', () => {
    const check = checkPayload('order_paid', { ...paid, total: '250000', order_id: 0 });

    expect(check.ok ? [] : check.issues.map((issue) => issue.path).sort()).toEqual(['order_id', 'total']);
  });

  it('[TYPE2] lets fields pass that a newer publisher added', () => {
    expect(checkPayload('order_paid', { ...paid, tip: 5000 })).toEqual({ ok: true, known: true });
  });

  it.each([null, 'text', 7, [], undefined])('[TYPE2] refuses %s as a payload', (data) => {
    expect(checkPayload('notify', data).ok).toBe(false);
  });

  it('[TYPE2] takes notify with any extra field', () => {
    expect(checkPayload('notify', { message: 'Xin chào', level: { deep: true } })).toEqual({ ok: true, known: true });
  });

  it.each([
    ['resource_updated', { resource: 'product', action: 'deleted', data: null }, true],
    ['resource_updated', { resource: 'product', action: 'deleted' }, false],
    ['resource_updated', { resource: 'product', action: 'renamed', data: {} }, false],
    ['system', { level: 'warning', message: 'Ngân hàng chưa trả lời', code: 'bank_unreachable' }, true],
    ['system', { level: 'loud', message: 'x' }, false],
  ])('[TYPE2] checks %s %j: %s', (type, data, isRight) => {
    expect(checkPayload(type, data).ok).toBe(isRight);
  });

  it('[TYPE3] passes a type it has never heard of', () => {
    expect(checkPayload('table_called', 'anything')).toEqual({ ok: true, known: false });
  });

  it.each(['toString', '__proto__', 'constructor'])(
    '[TYPE3] takes %s for an unknown name, not for a property',
    (type) => {
      expect(isKnownEventType(type)).toBe(false);
      expect(checkPayload(type, {})).toEqual({ ok: true, known: false });
    },
  );

  it('[WIRE3] has only names that may travel', () => {
    for (const type of Object.values(REALTIME_EVENT_TYPES)) expect(type).toMatch(/^[a-z][a-z0-9_]{0,63}$/);
  });
});
