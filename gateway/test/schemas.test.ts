import { CONTROL_SCHEMAS, checkPayload } from '@vppos/core/protocol';
import { fakeClock } from '@vppos/core/testing';
import { REALTIME_EVENT_TYPES, type RealtimeEventType } from '@vppos/core/types';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readItem } from '../src/publish/readRequest.ts';
import { createSchemaCatalog } from '../src/schemas/catalog.ts';
import { jsonSchemaOf } from '../src/schemas/jsonSchemaOf.ts';
import { changedValue, rightValue } from './testing/anyPayload.ts';
import { notify, startTestGateway } from './testing/testGateway.ts';
import { cashierToken, serviceToken } from './testing/tokens.ts';

const PATH = '/api/v1/events/schemas';
const TYPES: readonly RealtimeEventType[] = Object.values(REALTIME_EVENT_TYPES);
const catalog = createSchemaCatalog();

function schemaOf(name: string): Record<string, unknown> {
  return JSON.parse(catalog.schemas.get(name)?.body ?? `"there is no schema ${name}"`);
}

/** The independent judge: every schema on its own, with nothing else loaded. */
function validatorOf(name: string): ValidateFunction {
  return new Ajv2020({ strict: true }).compile(schemaOf(name));
}

/** Fails with what the judge says. */
function expectValid(name: string, value: unknown): void {
  const validate = validatorOf(name);
  validate(value);
  expect({ name, value, errors: validate.errors }).toEqual({ name, value, errors: null });
}

describe('the served schemas', () => {
  it('[SCH1] are listed without a token, event types apart from envelopes', async () => {
    const { url } = await startTestGateway();

    const answer = await fetch(url + PATH);
    const index = (await answer.json()) as Record<string, { name: string; title: string; url: string }[]>;

    expect(Object.keys(index)).toEqual(['events', 'envelopes']);
    expect(index['events']?.map(({ name }) => name)).toEqual(TYPES);
    for (const { name, title, url: path } of Object.values(index).flat()) {
      const schema = (await (await fetch(url + path)).json()) as Record<string, unknown>;
      expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: path, title });
      expect(path).toBe(`${PATH}/${name}.json`);
    }
  });

  it.each(TYPES)('[SCH1] have %s among them, without an edit of the gateway', async (type) => {
    const { url } = await startTestGateway();

    const answer = await fetch(`${url}${PATH}/${type}.json`);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/schema\+json\b/);
    expect(await answer.text()).toBe(catalog.schemas.get(type)?.body);
  });

  it.each(['', '/order_paid.json'])('[SCH2] are cached: %s answers 304 to who has it', async (path) => {
    const { url } = await startTestGateway();
    const get = (ifNoneMatch?: string) =>
      fetch(url + PATH + path, { headers: ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch } });

    const first = await get();
    const etag = first.headers.get('etag') ?? '';
    const answers = await Promise.all(['"other"', etag, `"other", W/${etag}`, '*'].map(get));

    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    expect(answers.map(({ status }) => status)).toEqual([200, 304, 304, 304]);
    expect(answers[1]?.headers.get('etag')).toBe(etag);
  });

  it.each(['nothing.json', 'order_paid', 'constructor.json', '__proto__.json', '%2e%2e.json', '.json'])(
    '[SCH2] answer 404 to %s',
    async (file) => {
      const { url } = await startTestGateway();

      const answer = await fetch(`${url}${PATH}/${file}`);

      expect(answer.status).toBe(404);
      expectValid('problem-details', await answer.json());
    },
  );

  it('[SCH1] have names that no event type can ever take', () => {
    const envelopes = [...catalog.schemas.keys()].filter((name) => !TYPES.some((type) => type === name));

    expect(envelopes.length).toBeGreaterThan(0);
    for (const name of envelopes) expect(name).toMatch(/[-.]/);
  });
});

describe('a payload', () => {
  it.each(TYPES)('[SCH3] of %s is right to the schema exactly when it is to the gateway', (type) => {
    const validate = validatorOf(type);
    const payload = fc.oneof(rightValue(schemaOf(type)), changedValue(rightValue(schemaOf(type))));
    const seen = { right: 0, wrong: 0 };

    fc.assert(
      fc.property(payload, (data) => {
        const isRight = checkPayload(type, data).ok;
        seen[isRight ? 'right' : 'wrong'] += 1;
        expect(validate(data)).toBe(isRight);
      }),
      { numRuns: 1000 },
    );

    expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(100);
  });

  it.each([
    [
      'a check of its own',
      v.pipe(
        v.string(),
        v.check((text) => text !== 'x'),
      ),
    ],
    ['a format, which validators skip', v.pipe(v.string(), v.email())],
    ['a transformation', v.pipe(v.string(), v.trim())],
    ['a date', v.looseObject({ at: v.date() })],
    ['a regex with flags', v.pipe(v.string(), v.regex(/x/i))],
  ])('[SCH4] schema is refused, never weakened, when JSON Schema cannot say it: %s', (_says, schema) => {
    expect(() => jsonSchemaOf(schema)).toThrow(expect.objectContaining({ code: 'SCHEMA_LOSS' }));
  });
});

type Item = Readonly<Record<string, unknown>>;
const ANY_COMPANY = { sub: 'backend', companyId: null };

/** What the gateway refuses and the schema lets pass: each is told in the schema's description. */
const BEYOND: Readonly<Record<string, { told: string; applies: (item: Item) => boolean; example: Item }>> = {
  'no company': {
    told: 'companyId is needed where the token names no company',
    applies: ({ target, companyId }) => target !== 'all' && companyId === undefined,
    example: { event: 'notify', data: { message: 'x' }, target: 'company' },
  },
  'another company in the payload': {
    told: 'data.company_id, where present, is the company the event is for',
    applies: ({ target, data, companyId }) =>
      target !== 'all' && Object.hasOwn(Object(data), 'company_id') && Object(data).company_id !== companyId,
    example: { ...notify({ data: { message: 'x', company_id: 2 } }) },
  },
  'a text that is longer in UTF-16 units': {
    told: 'Lengths of texts are counted in UTF-16 units',
    applies: ({ targetId, targetIds, idempotencyKey }) => {
      const ids: unknown[] = [targetId, ...(Array.isArray(targetIds) ? targetIds : [])];
      return ids.some((id) => String(id).length > 128) || String(idempotencyKey).length > 200;
    },
    example: { ...notify({ target: 'user', targetId: '🧾'.repeat(128) }) },
  },
  'half a character': {
    told: 'ids and keys are well-formed Unicode',
    // JSON.stringify writes a half as its escape.
    applies: ({ targetId, targetIds, idempotencyKey }) =>
      /\\ud[89a-f]/.test(JSON.stringify([targetId, targetIds, idempotencyKey])),
    example: { ...notify({ target: 'user', targetId: '\ud83e' }) },
  },
  'a number beyond a double': {
    told: 'no number is beyond a double',
    applies: ({ data }) => Object.values(Object(data)).includes(Number.POSITIVE_INFINITY),
    example: { ...notify({ data: JSON.parse('{"message":"x","n":1e999}') }) },
  },
  'too large': {
    told: 'at most 64 KiB',
    applies: (item) => Buffer.byteLength(JSON.stringify(item)) > 64 * 1024,
    example: { ...notify({ data: { message: 'x'.repeat(65_536) } }) },
  },
  'too deep': {
    told: 'at most 64 levels deep',
    applies: (item) => /[[{]{60}/.test(JSON.stringify(item)),
    example: { ...notify({ data: { message: 'x', deep: JSON.parse(`${'['.repeat(70)}${']'.repeat(70)}`) } }) },
  },
};

describe('a publish request', () => {
  const goodId = fc.string({ minLength: 1, maxLength: 64 });
  const anyId = fc.oneof(goodId, fc.constantFrom('', '🧾'.repeat(100), 'x'.repeat(129), 7));
  const good = { targetId: goodId, targetIds: fc.array(goodId, { minLength: 1, maxLength: 3 }) };
  const mixed = {
    target: fc.constantFrom('all', 'company', 'user', 'session', 'client', 'till'),
    companyId: fc.constantFrom(1, 1, 2, 0, '1'),
    targetId: anyId,
    targetIds: fc.oneof(fc.array(anyId, { maxLength: 3 }), fc.constant(Array.from({ length: 101 }, () => '7'))),
    idempotencyKey: fc.oneof(fc.string({ maxLength: 200 }), fc.constant('🧾'.repeat(150))),
  };
  const address = fc.oneof(
    fc.constant({ target: 'all' }),
    fc.constant({ target: 'company', companyId: 1 }),
    fc.record({ target: fc.constantFrom('user', 'session', 'client'), companyId: fc.constant(1), ...good }),
    fc.record(mixed, { requiredKeys: [] }),
  );
  const event = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<unknown>(...TYPES, 'kitchen_bell_rung', 'a1_') },
    { weight: 1, arbitrary: fc.constantFrom<unknown>('message', 'stream.hello', 'A', 'a\n', '', 'x'.repeat(65), 7) },
  );
  const item = event.chain((name) => {
    const schema = TYPES.some((type) => type === name) ? schemaOf(String(name)) : { type: 'object' };
    const right = rightValue(schema);
    const data = fc.oneof({ weight: 4, arbitrary: right }, { weight: 1, arbitrary: changedValue(right) });
    const ofCompany1 = data.map((payload) => ({ ...Object(payload), company_id: 1 }));
    const whole = fc
      .tuple(address, fc.oneof(ofCompany1, data), fc.dictionary(fc.constant('extra'), fc.jsonValue()))
      .map(([addressed, payload, extra]) => ({ ...extra, event: name, data: payload, ...addressed }));
    return fc.oneof({ weight: 3, arbitrary: whole }, { weight: 1, arbitrary: changedValue(whole) });
  });

  it('[SCH5] is right to the schema exactly when it is to the gateway, but for what its description lists', () => {
    const validate = validatorOf('publish-request');
    const seen = { right: 0, wrong: 0 };

    fc.assert(
      fc.property(item, (raw) => {
        const request = raw as Item;
        const isRight = readItem(request, ANY_COMPANY).ok;
        const isBeyond = Object.values(BEYOND).some(({ applies }) => applies(request));
        seen[isRight ? 'right' : 'wrong'] += isBeyond ? 0 : 1;
        if (isRight || !isBeyond) expect(validate(request)).toBe(isRight);
      }),
      { numRuns: 3000 },
    );

    expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(200);
  });

  it.each(Object.entries(BEYOND))('[SCH5] tells in its description that the gateway refuses %s', (_name, beyond) => {
    expectValid('publish-request', beyond.example);
    expect(beyond.applies(beyond.example)).toBe(true);
    expect(readItem(beyond.example, ANY_COMPANY).ok).toBe(false);
    expect(schemaOf('publish-request')['description']).toContain(beyond.told);
  });

  it('[SCH5] tells in its description that a service of one company publishes for it alone', () => {
    const other = notify({ companyId: 2 });

    expectValid('publish-request', other);
    expect(readItem(other, { sub: 'backend', companyId: 1 }).ok).toBe(false);
    expect(schemaOf('publish-request')['description']).toContain('the company of the token where it names one');
  });

  it('[SCH5] comes in batches of 1 to 100', async () => {
    const { call } = await startTestGateway();
    const validate = validatorOf('publish-batch');
    const batches = [0, 1, 100, 101].map((length) => Array.from({ length }, () => notify()));

    for (const body of [...batches, [notify(), notify({ data: {} })]]) {
      const { status } = await call('/api/v1/events', { method: 'POST', body });
      expect(validate(body)).toBe(status === 202);
    }
  });
});

it('[SCH4] has only patterns that every dialect of regular expressions can read', () => {
  const patterns = [...catalog.schemas.values()].flatMap(({ body }) => [...body.matchAll(/"pattern": (".*")/g)]);

  expect(patterns.length).toBeGreaterThan(0);
  for (const [, pattern = ''] of patterns) expect(JSON.parse(pattern)).not.toMatch(/\\[a-z]|\(\?/);
});

describe('what the gateway sends', () => {
  it('[SCH6] on a stream is right to its schema, every control event among it', async () => {
    const clock = fakeClock(Date.now());
    const { open, publish, call, url } = await startTestGateway({ clock });
    const soon = { exp: Math.floor(clock.now() / 1000) + 90 };
    const headers = { 'X-Client-Id': 'till-1', 'Last-Event-ID': 'nowhere-1' };
    const first = await open({ headers, token: await cashierToken({}, soon) });
    for (const type of TYPES) {
      const [data] = fc.sample(rightValue(schemaOf(type)), { numRuns: 1, seed: 1 });
      await publish({ event: type, data: { ...Object(data), company_id: 1 } });
    }
    await first.eventCount(TYPES.length);
    clock.advance(40_000);
    await first.frame('stream.heartbeat');
    await first.frame('stream.token_expiring');
    const second = await open({ headers: { 'X-Client-Id': 'till-1' } });
    await first.frame('stream.superseded');
    const admin = await cashierToken({ roles: ['admin'] });
    await fetch(`${url}/api/v1/events/connections/till-1`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${admin}` },
    });
    await second.frame('stream.bye');
    const page = await call('/api/v1/events', { token: admin });

    const frames = [...first.frames, ...second.frames];
    for (const { event, json } of frames) expectValid(event, JSON.parse(json));
    expect([...new Set(frames.map(({ event }) => event))].sort()).toEqual(
      [...TYPES, ...Object.keys(CONTROL_SCHEMAS)].sort(),
    );
    expectValid('poll-page', page.body);
  });

  it('[SCH6] to a publisher or a poll is right to its schema', async () => {
    const { call, publish } = await startTestGateway();
    const post = (body: unknown) => call('/api/v1/events', { method: 'POST', body });
    const token = await cashierToken();
    const after = await publish({});

    const receipt = await post(notify({ idempotencyKey: 'a' }));
    const again = await post(notify({ idempotencyKey: 'a' }));
    const receipts = await post([notify(), notify()]);
    const page = await call(`/api/v1/events?after=${after}`, { token });
    const lost = await call('/api/v1/events?after=elsewhere-1', { token });

    for (const { body } of [receipt, again]) expectValid('publish-receipt', body);
    expectValid('publish-receipts', receipts.body);
    for (const { body } of [page, lost]) expectValid('poll-page', body);
    expect([page.body['events'], lost.body['resync']]).toMatchObject([{ length: 3 }, { reason: 'epoch' }]);
  });

  it('[SCH6] when it refuses is right to its schema', async () => {
    const { call, gateway } = await startTestGateway({ config: { publishRate: 1 } });
    const post = (body: unknown, more: { token?: string; headers?: Record<string, string> } = {}) =>
      call('/api/v1/events', { method: 'POST', body, ...more });
    await post(notify({ idempotencyKey: 'a' }));

    const answers = [
      await post('{'),
      await post(notify(), { token: 'x' }),
      await post(notify(), { token: await serviceToken({ company_id: 2 }) }),
      await call('/api/v1/nothing'),
      await post(notify({ data: { message: 'other' }, idempotencyKey: 'a' })),
      await post(notify({ data: { message: 'x'.repeat(66_000) } })),
      await post('x', { headers: { 'content-type': 'text/plain' } }),
      await post([notify({ data: {} }), 7]),
      await post(Array.from({ length: 100 }, () => notify())),
    ];
    await gateway.close();
    answers.push(await post(notify({ companyId: 2 })));

    expect(answers.map(({ status }) => status)).toEqual([400, 401, 403, 404, 409, 413, 415, 422, 429, 503]);
    for (const { body } of answers) expectValid('problem-details', body);
  });
});
