import { describe, expect, it } from 'vitest';
import {
  createEntryScript,
  FILES_DEADLINE_MS,
  fetchManifest,
  MANIFEST_DEADLINE_MS,
  type ManifestSources,
} from './deadlines.plugin.ts';
import { filesOfManifest, MANIFEST_FILES_MAX } from './manifestFiles.ts';

const HOST = 'http://127.0.0.1:3001';
const MANIFEST_URL = `${HOST}/mf-manifest.json`;
const MANIFEST = {
  metaData: { publicPath: 'auto', remoteEntry: { name: 'remoteEntry.js', path: '' } },
  exposes: [
    { assets: { js: { sync: ['remote.1.js'], async: ['later.js'] }, css: { sync: ['remote.1.css'], async: [] } } },
  ],
  shared: [],
};

/** A server that answers each path as told, 404 for the rest; a path told `hang` answers when the request is called off. */
function fakeServer(answers: Record<string, Response | 'hang'>) {
  const asked: string[] = [];
  const deadlines: { ms: number; stop: AbortController }[] = [];
  const sources: ManifestSources = {
    deadline: (ms) => {
      const stop = new AbortController();
      deadlines.push({ ms, stop });
      return stop.signal;
    },
    fetch: (url, { signal }) => {
      const path = url.slice(HOST.length);
      asked.push(path);
      const answer = answers[path] ?? new Response('', { status: 404 });
      if (answer !== 'hang') return Promise.resolve(answer);
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('timed out')));
      });
    },
  };
  return { sources, asked, deadlines };
}
const file = (): Response => new Response('x');
const manifest = (document: unknown = MANIFEST): Response => new Response(JSON.stringify(document));

describe('fetchManifest', () => {
  it('[REMOTE4] passes a manifest on when everything it names can be had', async () => {
    const { sources, asked, deadlines } = fakeServer({
      '/mf-manifest.json': manifest(),
      '/remoteEntry.js': file(),
      '/remote.1.js': file(),
      '/remote.1.css': file(),
    });

    const response = await fetchManifest(MANIFEST_URL, sources);

    expect(await response.json()).toEqual(MANIFEST);
    expect(asked).toEqual(['/mf-manifest.json', '/remoteEntry.js', '/remote.1.js', '/remote.1.css']);
    expect(deadlines.map(({ ms }) => ms)).toEqual([MANIFEST_DEADLINE_MS, FILES_DEADLINE_MS]);
  });

  it.each([
    ['an index page with 200', new Response('<!doctype html><html></html>'), /is not JSON; it begins with "<!doctype/],
    ['a refusal', new Response('', { status: 503 }), /answered 503/],
    ['JSON that is no manifest', new Response('{"metaData":{}}'), /has no exposes, shared/],
    ['null', new Response('null'), /has no metaData/],
  ])('[REMOTE4] counts %s as missing', async (_, response, sentence) => {
    const { sources } = fakeServer({ '/mf-manifest.json': response });

    await expect(fetchManifest(MANIFEST_URL, sources)).rejects.toThrow(sentence);
  });

  it('[REMOTE4] gives up a manifest that hangs', async () => {
    const { sources, deadlines } = fakeServer({ '/mf-manifest.json': 'hang' });

    const fetching = fetchManifest(MANIFEST_URL, sources);
    deadlines[0]?.stop.abort();

    await expect(fetching).rejects.toThrow('timed out');
  });

  it.each([['/remoteEntry.js'], ['/remote.1.js'], ['/remote.1.css']])(
    '[REMOTE4] gives up when %s hangs',
    async (path) => {
      const { sources, deadlines } = fakeServer({
        '/mf-manifest.json': manifest(),
        '/remoteEntry.js': file(),
        '/remote.1.js': file(),
        '/remote.1.css': file(),
        [path]: 'hang',
      });

      const fetching = fetchManifest(MANIFEST_URL, sources);
      const outcome = expect(fetching).rejects.toThrow(`${HOST}${path} could not be had: timed out`);
      while (deadlines.length < 2) await Promise.resolve();
      deadlines[1]?.stop.abort();

      await outcome;
    },
  );

  it('[REMOTE4] names the file that is not there', async () => {
    const { sources } = fakeServer({
      '/mf-manifest.json': manifest(),
      '/remoteEntry.js': file(),
      '/remote.1.js': file(),
    });

    await expect(fetchManifest(MANIFEST_URL, sources)).rejects.toThrow(/remote\.1\.css could not be had.*404/);
  });
});

describe('filesOfManifest', () => {
  it('reads them from where the build says they lie', () => {
    const placed = { ...MANIFEST, metaData: { ...MANIFEST.metaData, publicPath: 'https://cdn.example/order/' } };

    expect(filesOfManifest(placed, MANIFEST_URL)[0]).toBe('https://cdn.example/order/remoteEntry.js');
  });

  it.each([
    [{}],
    [{ metaData: null, exposes: 'x' }],
    [{ metaData: { remoteEntry: 7 }, exposes: [null, { assets: [] }, { assets: { js: { sync: [1, null] } } }] }],
  ])('finds nothing in %j', (strange) => {
    expect(filesOfManifest(strange, MANIFEST_URL)).toEqual([]);
  });

  it('asks for no more than its bound', () => {
    const many = Array.from({ length: 500 }, (_, n) => `${n}.js`);

    const files = filesOfManifest({ exposes: [{ assets: { js: { sync: many } } }] }, MANIFEST_URL);

    expect(files).toHaveLength(MANIFEST_FILES_MAX);
  });
});

describe('createEntryScript', () => {
  it('[REMOTE4] gives an entry its deadline and CORS', () => {
    const { script, timeout } = createEntryScript(`${HOST}/remoteEntry.js`, document);

    expect(timeout).toBe(FILES_DEADLINE_MS);
    expect([script.src, script.crossOrigin]).toEqual([`${HOST}/remoteEntry.js`, 'anonymous']);
  });
});
