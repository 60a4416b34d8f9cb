import { checkPayload } from '@vppos/core/protocol';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import { describe, expect, it } from 'vitest';
import type { GatewayConnection } from '../gateway/gatewayApi.ts';
import { readPayload } from './readPayload.ts';
import { samplePayload } from './samplePayload.ts';
import { connectedIds } from './TargetFields.tsx';

const setting = { companyId: 2, tillId: 'till-7' };

describe('samplePayload', () => {
  it.each(Object.values(REALTIME_EVENT_TYPES))('[INSP7] makes a payload that %s accepts, from its schema', (type) => {
    const sample = samplePayload(type, setting);

    expect(checkPayload(type, sample)).toEqual({ ok: true, known: true });
    expect(Object.keys(sample)).not.toEqual([]);
  });

  it('[INSP7] stays inside the company and names the till', () => {
    expect(samplePayload('order_paid', setting)).toMatchObject({ company_id: 2, order_id: 1001, till_id: 'till-7' });
  });

  it('is empty for a type this build does not know', () => {
    expect(samplePayload('table_called', setting)).toEqual({});
  });
});

describe('readPayload', () => {
  it('adds when it happened, unless the payload says so itself', () => {
    expect(readPayload('{"a": 1}', 7)).toEqual({ ok: true, data: { a: 1, occurred_at: 7 } });
    expect(readPayload('{"occurred_at": 3}', 7)).toEqual({ ok: true, data: { occurred_at: 3 } });
  });

  it.each([
    ['{', 'notJson'],
    ['', 'notJson'],
    ['[]', 'notObject'],
    ['null', 'notObject'],
    ['7', 'notObject'],
  ])('refuses %j as %s', (typed, code) => {
    expect(readPayload(typed, 7)).toMatchObject({ ok: false, code });
  });
});

describe('connectedIds', () => {
  const connection = (userId: string, clientId: string, sessionId: string | null): GatewayConnection => ({
    clientId,
    userId,
    sessionId,
    connectedAt: 0,
    position: 'e-1',
    pendingBytes: 0,
    metadata: {},
  });
  const connections = [connection('1', 'c-1', 's-1'), connection('3', 'c-3', null), connection('1', 'c-2', 's-1')];

  it.each([
    ['company', []],
    ['user', ['3', '1']],
    ['session', ['s-1']],
    ['client', ['c-3', 'c-1', 'c-2']],
  ] as const)("offers for %s the ids %o, one's own first", (target, ids) => {
    expect(connectedIds(target, connections, '3')).toEqual(ids);
  });
});
