import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { play } from '../../gateway/test/testing/player.ts';
import { record, type Scene } from '../../gateway/test/testing/recording.ts';
import { readBody, type Seen } from '../../gateway/test/testing/referenceReader.ts';
import { startShim } from '../../gateway/test/testing/shim.ts';
import { startTestGateway } from '../../gateway/test/testing/testGateway.ts';
import { cashierToken } from '../../gateway/test/testing/tokens.ts';
import { until } from '../../gateway/test/testing/until.ts';
import { launchBrowser, newPerson } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The browser's own client in a page of its own; the list grows as frames come. */
async function listen(url: string, types: readonly string[]): Promise<{ page: Page; seen: Seen[] }> {
  const context = await newPerson(browser);
  const page = await context.newPage();
  const seen: Seen[] = [];
  await page.exposeFunction('__saw', (id: string, type: string, data: string) => seen.push({ id, type, data }));
  const open = ([address, names]: readonly [string, readonly string[]]): void => {
    const source = new EventSource(address);
    const saw = (globalThis as unknown as { __saw: (id: string, type: string, data: string) => void }).__saw;
    for (const name of names)
      source.addEventListener(name, ({ lastEventId, type, data }) => saw(lastEventId, type, data));
  };
  await page.evaluate(open, [url, [...new Set(types)]] as const);
  return { page, seen };
}

const SCENES: Scene[] = ['follows', 'reset'];

it.each(SCENES)(
  '[DEC1] reads a stream that %s in Chromium as the reference does, whole and byte by byte',
  async (scene) => {
    const { body } = await record(scene);
    const expected = readBody(body, body.length);
    const types = expected.map(({ type }) => type);

    for (const pace of ['whole', 'bytes'] as const) {
      const { page, seen } = await listen(await play(body, pace), [...types, 'message']);
      await until(
        () => seen.length >= expected.length,
        () => `${expected.length} frames, there are ${seen.length}`,
        15_000,
      );
      await page.context().close();
      expect(seen).toEqual(expected);
    }
  },
);

it('[DEC3] lets Chromium come back by itself, with the id it had, to everything it missed', async () => {
  const { port, publish } = await startTestGateway();
  const shim = await startShim({ port, token: await cashierToken() });
  const { page, seen } = await listen(`${shim.url}/api/v1/events/stream`, ['notify', 'stream.live', 'stream.resync']);
  const events = (): string[] => seen.filter(({ type }) => type === 'notify').map(({ id }) => id);
  await until(() => seen.length === 1, 'live');
  const ids = [await publish({})];
  await until(() => events().length === 1, 'the first event');

  shim.cut();
  for (const message of ['hai', 'ba']) ids.push(await publish({ data: { message } }));
  await until(() => events().length >= 3, 'what was missed', 15_000);
  await page.context().close();

  expect(events()).toEqual(ids);
  expect(shim.cursors).toEqual([undefined, ids[0]]);
  expect(seen.filter(({ type }) => type === 'stream.resync')).toEqual([]);
});
