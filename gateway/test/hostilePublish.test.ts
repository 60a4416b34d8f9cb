import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { answerTo, statusOf } from './testing/rawAnswer.ts';
import { tempDir } from './testing/tempDir.ts';
import { notify, startTestGateway } from './testing/testGateway.ts';
import { serviceToken } from './testing/tokens.ts';

const PATH = '/api/v1/events';
const JSON_TYPE = 'application/json';

/** An item of company 1 as JSON, with a payload written by hand. */
function item(data: string, rest = '"target":"company","companyId":1'): string {
  return `{"event":"kitchen_bell_rung","data":${data},${rest}}`;
}

const DEEP = 100_000;
const deep = (open: string, close: string): string => item(`{"a":${open.repeat(DEEP)}${close.repeat(DEEP)}}`);

it.each<[string, string, number]>([
  ['100,000 lists in one another', deep('[', ']'), 422],
  ['100,000 objects in one another', item(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`), 422],
  ['100,000 lists that never end', `[${'['.repeat(DEEP)}`, 400],
  ['100,000 lists and a poisoned key', deep('[', ']').replace('"a"', '"__proto__"'), 400],
  ['a poisoned key', item('{"__proto__":{"admin":true}}'), 400],
  ['a poisoned key in disguise', item('{"\\u005f_proto__":{"admin":true}}'), 400],
  ['a poisoned constructor', item('{"constructor":{"prototype":{"admin":true}}}'), 400],
  ['a poisoned item', `{"__proto__":{"target":"all"},${item('{}').slice(1)}`, 400],
  ['only a poisoned prototype', '{"__proto__":{"event":"x","data":{},"target":"all"}}', 400],
  ['a number beyond all numbers as company', item('{}', '"target":"company","companyId":1e999'), 422],
  ['a company with an exponent too large', item('{}', '"target":"company","companyId":1e21'), 422],
  ['a negative company', item('{}', '"target":"company","companyId":-1'), 422],
  ['a number beyond all numbers in the payload', item('{"total":1e999}'), 422],
  ['such a number deep in the payload', item('{"lines":[{"total":-1e999}]}'), 422],
  ['NaN', item('{"total":NaN}'), 400],
  ['half a pair as an id', item('{}', '"target":"user","companyId":1,"targetId":"\\ud800"'), 422],
  ['half a pair as a key', item('{}', '"target":"company","companyId":1,"idempotencyKey":"\\udc00"'), 422],
  ['two values', `${item('{}')}${item('{}')}`, 400],
  ['a comment', `/* */${item('{}')}`, 400],
  ['nothing', '', 400],
  ['null', 'null', 422],
  ['text', '"x"', 422],
  ['101 items', `[${Array.from({ length: 101 }, () => item('{}')).join(',')}]`, 422],
  ['a batch of batches', `[[${item('{}')}]]`, 422],
  [
    '200 ids',
    item('{}', `"target":"user","companyId":1,"targetIds":["${Array.from({ length: 200 }, (_, n) => n).join('","')}"]`),
    422,
  ],
  ['a list for an id', item('{}', '"target":"user","companyId":1,"targetId":["7"]'), 422],
  ['an object for a target', item('{}', '"target":{"kind":"all"}'), 422],
])('[PUB4] [PUB8] [PUB9] refuses %s, and nothing comes of it', async (_says, body, status) => {
  const { call, open, publish } = await startTestGateway();
  const reader = await open();

  const answer = await call(PATH, { method: 'POST', body });
  const next = await publish({});
  await reader.eventCount(1);

  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(reader.events.map(({ id }) => id)).toEqual([next]);
  expect(Object.prototype).not.toHaveProperty('admin');
});

it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'x'])(
  '[PUB9] refuses the media type %s with 415',
  async (type) => {
    const { call } = await startTestGateway();

    const answer = await call(PATH, { method: 'POST', body: item('{}'), headers: { 'content-type': type } });

    expect(answer.status).toBe(415);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  },
);

it('[PUB9] inflates nothing: a packed body is no JSON', async () => {
  const { port } = await startTestGateway();
  const bomb = gzipSync(item(`{"a":"${'0'.repeat(10_000_000)}"}`));
  const headers = `Host: x\r\nConnection: close\r\nAuthorization: Bearer ${await serviceToken()}\r\nContent-Type: ${JSON_TYPE}\r\n`;
  const head = `POST ${PATH} HTTP/1.1\r\n${headers}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`;

  const answer = await answerTo(port, Buffer.concat([Buffer.from(head), bomb]));

  expect(bomb.length).toBeLessThan(64 * 1024);
  expect(statusOf(answer)).toBe(400);
  expect(answer).toContain('The body is no JSON');
});

it.each([
  ['two lengths', 'Content-Length: 2\r\nContent-Length: 20\r\n\r\n{}'],
  ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'],
  ['a negative length', 'Content-Length: -2\r\n\r\n{}'],
  ['a chunk of a size that is none', 'Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n'],
  ['a chunk size beyond all numbers', 'Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}\r\n'],
  ['an encoding after the chunks', 'Transfer-Encoding: chunked, gzip\r\n\r\n2\r\n{}\r\n0\r\n\r\n'],
])('[OPS5] refuses a body framed by %s with 400', async (_says, rest) => {
  const { port } = await startTestGateway();
  const headers = `Host: x\r\nConnection: close\r\nAuthorization: Bearer ${await serviceToken()}\r\nContent-Type: ${JSON_TYPE}\r\n`;

  const answer = await answerTo(port, `POST ${PATH} HTTP/1.1\r\n${headers}${rest}`);

  expect(statusOf(answer)).toBe(400);
});

it('[PUB3] lets the last of two equal keys decide, for the check and for the readers alike', async () => {
  const { call, open } = await startTestGateway();
  const reader = await open();
  const token = await serviceToken({ company_id: 1 });
  const post = (body: string) => call(PATH, { method: 'POST', body, token });

  const answers = [
    await post(item('{}', '"target":"company","companyId":1,"companyId":2')),
    await post(item('{}', '"target":"company","target":"all"')),
    await post(item('{"company_id":1,"company_id":2}')),
    await post(item('{"company_id":2,"company_id":1}')),
  ];
  await reader.eventCount(1);

  expect(answers.map(({ status }) => status)).toEqual([403, 403, 422, 202]);
  expect(reader.events.map(({ json }) => json)).toEqual(['{"company_id":1}']);
});

it.each(['all', 'company', 'user', 'session', 'client'] as const)(
  '[PUB3] keeps a service of company 1 from company 2 by target %s',
  async (target) => {
    const { call } = await startTestGateway();
    const ids = target === 'all' || target === 'company' ? {} : { targetIds: ['7'] };
    const body = { ...notify(), target, companyId: 2, ...ids };

    const answer = await call(PATH, { method: 'POST', body, token: await serviceToken({ company_id: 1 }) });

    expect(answer.status).toBe(403);
  },
);

it('[PUB6] keeps keys apart that a file could take for one another', async () => {
  const { call } = await startTestGateway({ config: { log: { kind: 'sqlite', path: join(tempDir(), 'events.db') } } });
  const keys = ['a', 'a\0', 'a\0b', 'A', 'a ', 'ä', 'a\u0308', '\ufeffa', '٣', '3'];

  const ids = new Set<unknown>();
  for (const idempotencyKey of keys) {
    ids.add((await call(PATH, { method: 'POST', body: notify({ idempotencyKey }) })).body.id);
  }

  expect(ids.size).toBe(keys.length);
});

it('[PUB5] [STR14] carries half a surrogate pair, line separators and odd keys as they came', async () => {
  const { call, open } = await startTestGateway();
  const reader = await open();
  const data = {
    '\ud800': '\udc00\u2028\u2029\0',
    '': 'data: x\n\n',
    toString: 1,
    hasOwnProperty: null,
    '1': -0.5e-300,
  };

  const answer = await call(PATH, { method: 'POST', body: item(JSON.stringify(data)) });
  await reader.eventCount(1);

  expect(answer.status).toBe(202);
  expect(JSON.parse(reader.events[0]?.json ?? '')).toEqual(data);
});
