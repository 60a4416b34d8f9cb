import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { claims, encode, forge } from './testing/forgedToken.ts';
import { answerTo, statusOf } from './testing/rawAnswer.ts';
import { portOf } from './testing/shim.ts';
import { tempDir } from './testing/tempDir.ts';
import { notify, startTestGateway, type TestGateway, testConfig } from './testing/testGateway.ts';

const HS256 = { alg: 'HS256', typ: 'JWT' };
const nowS = Math.floor(Date.now() / 1000);
const unsigned = (alg: string): string => `${encode({ alg })}.${encode(claims())}.`;
const good = forge(HS256);
const attackers = 'a key of the attacker, long enough';

/** Each is what a forger may show; all but their flaw is what a service's token has. */
const FORGED: [says: string, token: string][] = [
  ['no signature by `none`', unsigned('none')],
  ['no signature by `None`', unsigned('None')],
  ['no signature by `nOnE`', unsigned('nOnE')],
  ['a signature, but `none`', forge({ alg: 'none' })],
  ['an empty signature', `${good.slice(0, good.lastIndexOf('.'))}.`],
  ['half a signature', good.slice(0, -20)],
  ['a longer signature', `${good}AAAA`],
  ['the signature of another token', `${encode(HS256)}.${encode(claims({ sub: 'x' }))}.${good.split('.')[2]}`],
  ['no algorithm', forge({})],
  ['an algorithm that is a list', forge({ alg: ['HS256'] })],
  ['a header that is a list', forge([HS256])],
  ['HS384 in name', forge({ alg: 'HS384' })],
  ['RS256 in name', forge({ alg: 'RS256' })],
  ['another key', forge(HS256, claims(), attackers)],
  ['another key, carried along', forge({ ...HS256, jwk: { kty: 'oct', k: encode(attackers) } }, claims(), attackers)],
  ['a key id that is a path', forge({ ...HS256, kid: '../../../../dev/null' }, claims(), '\0')],
  ['a critical header nobody knows', forge({ ...HS256, crit: ['exp2'], exp2: 1 })],
  ['a critical header that is missing', forge({ ...HS256, crit: ['iss2'] })],
  ['an empty list of critical headers', forge({ ...HS256, crit: [] })],
  ['an unencoded payload', forge({ ...HS256, b64: false, crit: ['b64'] })],
  ['another issuer', forge(HS256, claims({ iss: 'vppos2' }))],
  ['a list of issuers', forge(HS256, claims({ iss: ['vppos'] }))],
  ['no issuer', forge(HS256, claims({ iss: undefined }))],
  ['another audience', forge(HS256, claims({ aud: 'vppos' }))],
  ['no audience', forge(HS256, claims({ aud: undefined }))],
  ['an audience that is an object', forge(HS256, claims({ aud: { 0: 'vppos-realtime' } }))],
  ['no end', forge(HS256, claims({ exp: undefined }))],
  ['an end in the past', forge(HS256, claims({ exp: nowS - 1 }))],
  ['an end in this second', forge(HS256, claims({ exp: nowS }))],
  ['an end in ms', forge(HS256, claims({ exp: nowS * 1000 }))],
  ['an end as text', forge(HS256, claims({ exp: String(nowS + 3600) }))],
  ['an end that is no number', forge(HS256, claims({ exp: null }))],
  ['an end beyond all numbers', forge(HS256, JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e999'))],
  ['a beginning in the future', forge(HS256, claims({ nbf: nowS + 60 }))],
  ['a beginning as text', forge(HS256, claims({ nbf: '0' }))],
  ['no subject', forge(HS256, claims({ sub: undefined }))],
  ['an empty subject', forge(HS256, claims({ sub: '' }))],
  ['a subject that is a number', forge(HS256, claims({ sub: 7 }))],
  ['a subject that is too long', forge(HS256, claims({ sub: 'x'.repeat(129) }))],
  ['no roles', forge(HS256, claims({ roles: undefined }))],
  ['roles as text', forge(HS256, claims({ roles: 'service' }))],
  ['roles as an object', forge(HS256, claims({ roles: { 0: 'service', length: 1 } }))],
  ['company 0', forge(HS256, claims({ company_id: 0 }))],
  ['company 1.5', forge(HS256, claims({ company_id: 1.5 }))],
  ['a company as text', forge(HS256, claims({ company_id: '1' }))],
  ['a company that is null', forge(HS256, claims({ company_id: null }))],
  ['a cashier without a company', forge(HS256, claims({ roles: ['cashier'], sid: 's' }))],
  ['a cashier without a session', forge(HS256, claims({ roles: ['cashier'], company_id: 1 }))],
  ['a payload that is a list', forge(HS256, [claims()])],
  ['a payload that is no JSON', forge(HS256, '{"sub":')],
  ['a payload of nothing', forge(HS256, '')],
  ['two parts', good.split('.').slice(0, 2).join('.')],
  ['five parts', `${good}.x.y`],
  ['dots only', '..'],
  ['no base64', good.replace('.', '.*')],
  ['8 KiB and more', forge(HS256, claims({ pad: 'x'.repeat(8192) }))],
];

/** The statuses at the three doors: the stream, polling and publishing. */
async function doors({ open, call }: TestGateway, token: string): Promise<number[]> {
  const [reader, ...answers] = await Promise.all([
    open({ token }),
    call('/api/v1/events', { token }),
    call('/api/v1/events', { method: 'POST', body: notify(), token }),
  ]);
  return [reader, ...answers].map(({ status }) => status);
}

it('[AUTH1] [AUTH3] refuses every forged token with 401, at every door, and nothing comes of it', async () => {
  const running = await startTestGateway();
  const reader = await running.open();
  for (const [says, token] of FORGED) expect([says, ...(await doors(running, token))]).toEqual([says, 401, 401, 401]);

  expect(running.gateway.connectedClients).toBe(1);
  // Only their flaw keeps them out: the token that they are made of opens every door.
  expect(await doors(running, good)).toEqual([200, 200, 202]);
  await reader.eventCount(1);
  expect(reader.events.map(({ id }) => id?.replace(/^.*-/, ''))).toEqual(['1']);
});

it('[AUTH2] fetches no key that a token points to, and takes none that it brings', async () => {
  const running = await startTestGateway();
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end('{"keys":[]}');
  });
  const port = await portOf(server);
  onTestFinished(() => {
    server.close();
  });
  const at = `http://127.0.0.1:${port}/keys.json`;

  for (const name of ['jku', 'x5u', 'kid', 'iss']) {
    expect(await doors(running, forge({ ...HS256, [name]: at }, claims(), attackers))).toEqual([401, 401, 401]);
  }
  expect(asked).toBe(0);
});

it('[AUTH2] takes a public key for nothing but its own algorithm', async () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const file = join(tempDir(), 'key.pem');
  writeFileSync(file, pem);
  const running = await startTestGateway({
    config: { jwt: { ...testConfig().jwt, key: { kind: 'publicKey', file } } },
  });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const zeros = Buffer.alloc(64).toString('base64url');
  const secrets = [pem, pem.trim(), der, der.toString('base64')];

  const tokens = [
    ...secrets.map((secret) => forge(HS256, claims(), secret)),
    ...secrets.map((secret) => forge({ alg: 'ES256' }, claims(), secret)),
    unsigned('none'),
    `${encode({ alg: 'ES256' })}.${encode(claims())}.${zeros}`,
  ];

  for (const token of tokens) expect(await doors(running, token)).toEqual([401, 401, 401]);
});

it.each([
  ['another scheme', `Authorization: Basic ${good}\r\n`],
  ['no scheme', `Authorization: ${good}\r\n`],
  ['two tokens in one', `Authorization: Bearer ${good} ${good}\r\n`],
  ['a comma', `Authorization: Bearer x, Bearer ${good}\r\n`],
  ['a first header that is none', `Authorization: Bearer x\r\nAuthorization: Bearer ${good}\r\n`],
  ['another header', `X-Authorization: Bearer ${good}\r\nCookie: token=${good}\r\n`],
])('[AUTH3] finds no token in %s', async (_says, header) => {
  const { port } = await startTestGateway();

  const answer = await answerTo(port, `GET /api/v1/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${header}\r\n`);

  expect(statusOf(answer)).toBe(401);
});

it('[AUTH3] answers 431 to a token that no header can hold', async () => {
  const { port } = await startTestGateway();
  const token = forge(HS256, claims({ pad: 'x'.repeat(100_000) }));

  const answer = await answerTo(
    port,
    `GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  );

  expect(statusOf(answer)).toBe(431);
});
