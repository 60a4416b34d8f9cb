import type { PublishRequest } from '@vppos/core/types';
import { expect, it } from 'vitest';
import type { RawReader } from './testing/rawReader.ts';
import { startTestGateway, type TestGateway } from './testing/testGateway.ts';
import { cashierToken } from './testing/tokens.ts';

/** Readers by name: two of company 1, and one of company 2 with the very same ids as the first. */
const READERS = {
  an: { claims: { sub: '7', sid: 's7', company_id: 1 }, clientId: 'c7' },
  binh: { claims: { sub: '8', sid: 's8', company_id: 1 }, clientId: 'c8' },
  chi: { claims: { sub: '7', sid: 's7', company_id: 2 }, clientId: 'c7' },
};
type Name = keyof typeof READERS;
const NAMES: Name[] = ['an', 'binh', 'chi'];

const CASES: { says: string; item: Partial<PublishRequest>; reaches: Name[] }[] = [
  { says: 'everyone', item: { target: 'all' }, reaches: ['an', 'binh', 'chi'] },
  { says: 'a company', item: { target: 'company', companyId: 1 }, reaches: ['an', 'binh'] },
  { says: 'the other company', item: { target: 'company', companyId: 2 }, reaches: ['chi'] },
  { says: 'a user', item: { target: 'user', targetId: '7', companyId: 1 }, reaches: ['an'] },
  {
    says: 'two users, one named twice',
    item: { target: 'user', targetId: '7', targetIds: ['8', '7', '8'] },
    reaches: ['an', 'binh'],
  },
  { says: 'a session', item: { target: 'session', targetId: 's8' }, reaches: ['binh'] },
  { says: 'a client', item: { target: 'client', targetIds: ['c7'], companyId: 2 }, reaches: ['chi'] },
  { says: 'a user of another company', item: { target: 'user', targetId: '9', companyId: 1 }, reaches: [] },
];

async function openAs(gateway: TestGateway, name: Name, cursor?: string): Promise<RawReader> {
  const { claims, clientId } = READERS[name];
  const resume = cursor === undefined ? {} : { 'Last-Event-ID': cursor };
  return gateway.open({ token: await cashierToken(claims), headers: { 'X-Client-Id': clientId, ...resume } });
}

it('[HUB1] [HUB2] brings each event to exactly those its target names, once, live, on replay and by polling', async () => {
  const gateway = await startTestGateway();
  const start = await gateway.publish({ target: 'company', companyId: 3 });
  const live = new Map<Name, RawReader>();
  for (const name of NAMES) live.set(name, await openAs(gateway, name));
  const expected: Record<Name, string[]> = { an: [], binh: [], chi: [] };
  const matched: unknown[] = [];

  for (const { item } of CASES) {
    const body = {
      event: 'notify',
      data: { message: 'x' },
      ...(item.target === 'all' ? {} : { companyId: 1 }),
      ...item,
    };
    const answer = await gateway.call('/api/v1/events', { method: 'POST', body });
    matched.push(answer.body.streams);
    for (const name of CASES[matched.length - 1]?.reaches ?? []) expected[name].push(String(answer.body.id));
  }

  expect(matched).toEqual(CASES.map(({ reaches }) => reaches.length));
  for (const name of NAMES) {
    const reader = live.get(name);
    await reader?.eventCount(expected[name].length);
    expect(reader?.events.map(({ id }) => id)).toEqual(expected[name]);

    const replayed = await openAs(gateway, name, start);
    expect(replayed.events.map(({ id }) => id)).toEqual(expected[name]);

    const { claims, clientId } = READERS[name];
    const options = { token: await cashierToken(claims), headers: { 'X-Client-Id': clientId } };
    const polled = await gateway.call(`/api/v1/events?after=${start}`, options);
    expect(polled.body.events).toEqual(expected[name].map((id) => ({ id, event: 'notify', data: { message: 'x' } })));
  }
});
