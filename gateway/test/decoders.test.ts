import { EventSource as PackageEventSource } from 'eventsource';
import { EventSource as UndiciEventSource } from 'undici';
import { expect, it, onTestFinished } from 'vitest';
import { play } from './testing/player.ts';
import { type Recording, record, type Scene } from './testing/recording.ts';
import { readBody, type Seen } from './testing/referenceReader.ts';
import { startShim } from './testing/shim.ts';
import { startTestGateway } from './testing/testGateway.ts';
import { cashierToken } from './testing/tokens.ts';
import { until } from './testing/until.ts';

/** What the two clients have in common. */
interface Source {
  addEventListener(type: string, listener: (event: unknown) => void): void;
  close(): void;
}
type Open = (url: string) => Source;
// Each has `addEventListener` with its own event class; `frameOf` reads what all of them have.
const CLIENTS: Record<string, Open> = {
  eventsource: (url) => new PackageEventSource(url) as Source,
  undici: (url) => new UndiciEventSource(url) as unknown as Source,
};

const FRAMES: Record<Scene, readonly string[]> = {
  follows: ['stream.hello', 'stream.live', 'stream.heartbeat', 'stream.token_expiring', 'stream.bye'],
  reset: ['stream.hello', 'stream.resync', 'stream.live', 'stream.heartbeat', 'stream.superseded'],
};
const SCENES: Scene[] = ['follows', 'reset'];

function frameOf(event: unknown): Seen {
  const { lastEventId, type, data } = event as { lastEventId: string; type: string; data: string };
  return { id: lastEventId, type, data };
}

function listen(source: Source, types: Iterable<string>): Seen[] {
  const seen: Seen[] = [];
  for (const type of new Set(types)) source.addEventListener(type, (event) => seen.push(frameOf(event)));
  onTestFinished(() => source.close());
  return seen;
}

function businessOf(seen: readonly Seen[]): Recording['published'] {
  const events = seen.filter(({ type }) => !type.startsWith('stream.'));
  return events.map(({ type, data }) => ({ type, data: JSON.parse(data) }));
}

it.each(SCENES)('[DEC1] says on a stream that %s what was published, however its bytes are cut', async (scene) => {
  const { body, published } = await record(scene);

  const whole = readBody(body, body.length);

  expect(businessOf(whole)).toEqual(published);
  expect(whole.map(({ type }) => type)).toEqual(expect.arrayContaining([...FRAMES[scene]]));
  expect(body.toString()).toMatch(/^retry: \d{4}\n\n(?:(?:id|event|data): [^\r\n\0]*\n|\n)*$/);
  for (const bytes of [1, 2, 3, 7, 1400]) expect(readBody(body, bytes)).toEqual(whole);
});

it.each(SCENES.flatMap((scene) => Object.keys(CLIENTS).map((name) => [scene, name] as const)))(
  '[DEC1] reads a stream that %s by %s as the reference does, whole and byte by byte',
  async (scene, name) => {
    const { body } = await record(scene);
    const expected = readBody(body, body.length);
    const types = expected.map(({ type }) => type);

    for (const pace of ['whole', 'bytes'] as const) {
      const source = CLIENTS[name]?.(await play(body, pace));
      if (source === undefined) expect.fail(`no client ${name}`);
      const seen = listen(source, [...types, 'message']);
      await until(
        () => seen.length >= expected.length,
        () => `${expected.length} frames, there are ${seen.length}`,
        10_000,
      );
      expect(seen).toEqual(expected);
    }
  },
);

it.each(SCENES)(
  '[DEC2] gives an HTTP/1.0 client of a stream that %s the same bytes, ended by the close',
  async (scene) => {
    const newer = await record(scene);
    const older = await record(scene, '1.0');
    const withoutRetry = ({ body }: Recording): string => body.toString().replace(/^retry: \d+/, '');

    expect(withoutRetry(older)).toBe(withoutRetry(newer));
    expect(older.head).toContain('Connection: close');
    expect(older.head.toLowerCase()).not.toMatch(/transfer-encoding|content-length/);
  },
);

it.each(Object.keys(CLIENTS))(
  '[DEC3] lets %s come back by itself, with the id it had, to everything it missed',
  async (name) => {
    const { port, publish } = await startTestGateway();
    const shim = await startShim({ port, token: await cashierToken() });
    const source = CLIENTS[name]?.(`${shim.url}/api/v1/events/stream`);
    if (source === undefined) expect.fail(`no client ${name}`);
    const seen = listen(source, ['notify', 'stream.live', 'stream.resync']);
    const events = (): string[] => seen.filter(({ type }) => type === 'notify').map(({ id }) => id);
    await until(() => seen.length === 1, 'live');
    const ids = [await publish({})];
    await until(() => events().length === 1, 'the first event');

    shim.cut();
    for (const message of ['hai', 'ba']) ids.push(await publish({ data: { message } }));
    await until(() => events().length >= 3, 'what was missed', 10_000);

    expect(events()).toEqual(ids);
    expect(shim.cursors).toEqual([undefined, ids[0]]);
    expect(seen.map(({ type }) => type)).toEqual(['stream.live', 'notify', 'notify', 'notify', 'stream.live']);
  },
  20_000,
);
