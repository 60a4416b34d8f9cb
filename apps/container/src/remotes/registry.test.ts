import { describe, expect, it } from 'vitest';
import { BUILT_IN_REMOTES, loadRegistry, REGISTRY_KEY } from './loadRegistry.ts';
import { decodeRegistry, REGISTRY_MAX_REMOTES } from './registry.ts';

const ORDER = {
  name: 'order',
  title: { vi: 'Bán hàng', en: 'Sales' },
  basePath: '/order',
  entry: 'http://127.0.0.1:3001/mf-manifest.json',
  core: '^1.0.0',
};
const document = (remotes: unknown, v: unknown = 1): string => JSON.stringify({ v, remotes });

function memoryStorage(stored: Record<string, string> = {}) {
  const values = new Map(Object.entries(stored));
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

const noDeadline = (): AbortSignal => new AbortController().signal;

describe('decodeRegistry', () => {
  it('[REMOTE2] lets unknown fields and newer versions pass', () => {
    const read = decodeRegistry(JSON.stringify({ v: 7, note: 'x', remotes: [{ ...ORDER, icon: 'cart' }] }));

    expect(read).toEqual({ ok: true, remotes: [ORDER] });
  });

  it.each([
    ['text', 'not json', 'NOT_JSON', ''],
    ['an index page', '<!doctype html>', 'NOT_JSON', ''],
    ['null', 'null', 'BAD_SHAPE', ''],
    ['a list', '[]', 'BAD_SHAPE', ''],
    ['no remotes', document([]), 'BAD_SHAPE', 'remotes'],
    ['no version', JSON.stringify({ remotes: [ORDER] }), 'BAD_SHAPE', 'v'],
    ['one wrong entry of two', document([ORDER, { ...ORDER, name: 'Pay me' }]), 'BAD_SHAPE', 'remotes.1.name'],
    ['a title without a language', document([{ ...ORDER, title: { vi: 'Bán' } }]), 'BAD_SHAPE', 'remotes.0.title.en'],
    ['a base path of the root', document([{ ...ORDER, basePath: '/' }]), 'BAD_SHAPE', 'remotes.0.basePath'],
    ['a script as entry', document([{ ...ORDER, entry: 'javascript:alert(1)' }]), 'BAD_SHAPE', 'remotes.0.entry'],
    ['a foreign entry without scheme', document([{ ...ORDER, entry: '//evil.example/m.json' }]), 'BAD_SHAPE', 'entry'],
    ['any core', document([{ ...ORDER, core: '*' }]), 'BAD_SHAPE', 'remotes.0.core'],
    ['one name twice', document([ORDER, { ...ORDER, basePath: '/b' }]), 'SAME_NAME', 'order'],
    ['one base path twice', document([ORDER, { ...ORDER, name: 'b' }]), 'SAME_NAME', '/order'],
  ])('[REMOTE2] refuses %s and names the place', (...row) => {
    const [, text, code, place] = row;
    const read = decodeRegistry(text);

    expect(read).toMatchObject({ ok: false, code, detail: expect.stringContaining(place) });
  });

  it('[REMOTE2] refuses more remotes than the limit', () => {
    const many = Array.from({ length: REGISTRY_MAX_REMOTES + 1 }, (_, n) => ({
      ...ORDER,
      name: `m${n}`,
      basePath: `/m${n}`,
    }));

    expect(decodeRegistry(document(many)).ok).toBe(false);
    expect(decodeRegistry(document(many.slice(1))).ok).toBe(true);
  });
});

describe('loadRegistry', () => {
  it('[REMOTE1] takes the server’s registry and keeps it', async () => {
    const storage = memoryStorage();

    const registry = await loadRegistry({
      storage,
      deadline: noDeadline,
      fetch: async () => new Response(document([ORDER])),
    });

    expect(registry).toEqual({ remotes: [ORDER], source: 'server' });
    expect(storage.getItem(REGISTRY_KEY)).toBe(document([ORDER]));
  });

  it.each([
    ['nobody answers', async () => Promise.reject(new TypeError('Failed to fetch')), 'UNREACHABLE'],
    ['the server answers 404', async () => new Response('none', { status: 404 }), 'UNREACHABLE'],
    ['an index page comes with 200', async () => new Response('<!doctype html>'), 'NOT_JSON'],
    ['the document is wrong', async () => new Response(document([{ ...ORDER, core: 1 }])), 'BAD_SHAPE'],
  ])('[REMOTE1] opens with the last good copy when %s', async (_, fetch, code) => {
    const storage = memoryStorage({ [REGISTRY_KEY]: document([ORDER]) });

    const registry = await loadRegistry({ storage, deadline: noDeadline, fetch });

    expect(registry).toMatchObject({ remotes: [ORDER], source: 'lastGood', problem: { code } });
    expect(storage.getItem(REGISTRY_KEY)).toBe(document([ORDER]));
  });

  it('[REMOTE1] opens with the built-in registry when the copy is broken too', async () => {
    const storage = memoryStorage({ [REGISTRY_KEY]: '{"v":1' });

    const registry = await loadRegistry({
      storage,
      deadline: noDeadline,
      fetch: async () => Promise.reject(new Error('down')),
    });

    expect(registry).toMatchObject({ remotes: BUILT_IN_REMOTES, source: 'builtIn', problem: { code: 'UNREACHABLE' } });
  });

  it('[REMOTE1] gives up a server that hangs at the deadline', async () => {
    const stop = new AbortController();
    const hanging = (_: string, { signal }: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('timed out')));
      });

    const loading = loadRegistry({ storage: memoryStorage(), deadline: () => stop.signal, fetch: hanging });
    stop.abort();

    expect(await loading).toMatchObject({ source: 'builtIn', problem: { detail: 'timed out' } });
  });

  it('[REMOTE1] opens where the browser forbids storage', async () => {
    const forbidden = (): never => {
      throw new DOMException('denied', 'SecurityError');
    };
    const storage = { getItem: forbidden, setItem: forbidden };

    const good = await loadRegistry({
      storage,
      deadline: noDeadline,
      fetch: async () => new Response(document([ORDER])),
    });
    const bad = await loadRegistry({ storage, deadline: noDeadline, fetch: async () => new Response('') });

    expect([good.source, bad.source]).toEqual(['server', 'builtIn']);
  });

  it('[REMOTE1] has a built-in registry that its own rules accept', () => {
    expect(decodeRegistry(document(BUILT_IN_REMOTES))).toEqual({ ok: true, remotes: BUILT_IN_REMOTES });
  });
});
