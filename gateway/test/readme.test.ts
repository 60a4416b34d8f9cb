import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { RawReader } from './testing/rawReader.ts';
import { cashierToken } from './testing/tokens.ts';
import { until } from './testing/until.ts';

const PROGRAM = resolve(import.meta.dirname, 'testing/embedding.main.ts');

it('[LIB12] shows a program for embedding that compiles with these tests and does what its page says', async () => {
  const page = readFileSync(resolve(import.meta.dirname, '../README.md'), 'utf8');
  const blocks = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
  const env = { PORT: '0', GATEWAY_LOG: 'memory:', DRAIN_MS: '0' };
  const child = spawn(process.execPath, [PROGRAM], { env });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let output = '';
  for (const pipe of [child.stdout, child.stderr]) {
    pipe.on('data', (bytes) => {
      output += bytes;
    });
  }
  const exited = new Promise((done) => child.on('exit', done));
  const shows = (line: string): Promise<void> =>
    until(
      () => output.includes(line),
      () => `"${line}" in: ${output}`,
      15_000,
    );
  await shows('ready at ');
  const url = /ready at (\S+)/.exec(output)?.[1] ?? '';
  const reader = new RawReader({
    port: Number(new URL(url).port),
    token: await cashierToken(),
    headers: { 'X-Client-Id': 'till-1' },
  });
  await reader.frame('stream.live');
  await shows('user 7 is here on till-1');

  const answer = await fetch(`${url}/products/12`, { method: 'DELETE' });
  const { data } = await reader.frame('resource_updated');
  child.kill('SIGTERM');
  await reader.closed();

  expect(blocks).toEqual([readFileSync(PROGRAM, 'utf8')]);
  expect(await answer.json()).toEqual({ told: 1 });
  expect(data).toMatchObject({ resource: 'product', action: 'deleted', data: { id: '12' } });
  expect((await reader.frame('stream.bye')).data.reason).toBe('deploy');
  expect(await exited).toBe(0);
  await shows('user 7 has gone: deploy');
}, 30_000);
