import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { compressBuild } from './compressed.ts';
import { createSite, type SiteOptions } from './site.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server behind the site, closed after the test. */
async function startServer(answer: Answer): Promise<{ url: string; server: Server }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

const LONG_SCRIPT = `export const words = ${JSON.stringify('tiền '.repeat(1000))};`;

/** The site over a folder with a page, hashed and plain files, packed as a build leaves it. */
async function startSite(options: Omit<SiteOptions, 'directory'> = {}): Promise<string> {
  const directory = mkdtempSync(path.join(tmpdir(), 'vppos-site-'));
  writeFileSync(path.join(directory, 'index.html'), '<!doctype html><title>till</title>');
  writeFileSync(path.join(directory, '297.6f4e4fb3a0.js'), 'export {}');
  writeFileSync(path.join(directory, 'announcer.6f4e4fb3a0.mp3'), 'sound');
  writeFileSync(path.join(directory, 'inter.6f4e4fb3a0.woff2'), 'letters');
  writeFileSync(path.join(directory, '431.6f4e4fb3a0.js'), LONG_SCRIPT);
  writeFileSync(path.join(directory, 'remoteEntry.js'), 'export {}');
  compressBuild(directory);
  const site = await createSite({ directory, ...options });
  stops.push(async () => {
    await site.close();
    rmSync(directory, { recursive: true });
  });
  return site.listen({ port: 0, host: '127.0.0.1' });
}

const say =
  (name: string): Answer =>
  (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () =>
      response.end(`${name} ${request.method} ${request.url} ${Buffer.concat(chunks).toString()}`),
    );
  };

describe("the container's origin", () => {
  it('[WEB1] sends events to the gateway and the rest of the API to the backend, bodies untouched', async () => {
    const gateway = await startServer(say('gateway'));
    const backend = await startServer(say('backend'));
    const url = await startSite({ api: { gatewayUrl: gateway.url, backendUrl: backend.url } });
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a": 1}' };

    expect(await (await fetch(`${url}/api/v1/events/stream?lastEventId=a-1`)).text()).toBe(
      'gateway GET /api/v1/events/stream?lastEventId=a-1 ',
    );
    expect(await (await fetch(`${url}/api/v1/events`, post)).text()).toBe('gateway POST /api/v1/events {"a": 1}');
    expect(await (await fetch(`${url}/api/v1/eventsale`)).text()).toBe('backend GET /api/v1/eventsale ');
    expect(await (await fetch(`${url}/api/v1/orders`, post)).text()).toBe('backend POST /api/v1/orders {"a": 1}');
  });

  it('[WEB2] passes each frame on as it comes, and tells the gateway at once that the page has gone', async () => {
    const gone = Promise.withResolvers<void>();
    const gateway = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: first\n\n');
      response.on('close', () => gone.resolve());
    });
    const url = await startSite({ api: { gatewayUrl: gateway.url, backendUrl: gateway.url } });
    const page = new AbortController();

    const stream = await fetch(`${url}/api/v1/events/stream`, { signal: page.signal });
    const first = await stream.body?.getReader().read();
    page.abort();

    expect(new TextDecoder().decode(first?.value)).toBe('event: first\n\n');
    await gone.promise;
  });

  it('[WEB3] answers 502 for a server that is not there', async () => {
    const url = await startSite({ api: { gatewayUrl: 'http://127.0.0.1:1', backendUrl: 'http://127.0.0.1:1' } });

    const response = await fetch(`${url}/api/v1/orders`);

    expect(response.status).toBe(502);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 502, title: 'Bad Gateway' });
  });

  it('[WEB3] ends the stream when the gateway dies during it', async () => {
    const gateway = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: first\n\n');
    });
    const url = await startSite({ api: { gatewayUrl: gateway.url, backendUrl: gateway.url } });
    const reader = (await fetch(`${url}/api/v1/events/stream`)).body?.getReader();
    await reader?.read();

    gateway.server.closeAllConnections();

    await expect(reader?.read()).rejects.toThrow();
  });
});

describe('files', () => {
  const browser = { headers: { accept: 'text/html,*/*' } };

  it('[WEB4] answers a path of the till with the app', async () => {
    const url = await startSite();

    expect(await (await fetch(`${url}/payment/1001`, browser)).text()).toContain('<title>till</title>');
  });

  it.each(['/mf-manifest.json', '/gone.0123456789.js', '/../package.json', '/%2e%2e/package.json'])(
    '[WEB4] answers %s with 404, never with a page',
    async (file) => {
      const url = await startSite();

      const response = await fetch(`${url}${file}`, browser);

      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('<title>');
    },
  );

  it.each([
    ['GET', '/%ZZ', 400],
    ['POST', '/', 404],
  ])('[WEB7] answers %s %s with a problem, never with a page', async (method, address, status) => {
    const url = await startSite();

    const response = await fetch(`${url}${address}`, { ...browser, method });

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status });
  });

  it('[WEB5] lets only content-hashed files be kept', async () => {
    const url = await startSite({ registry: { v: 1, remotes: [] } });
    const caching = async (file: string): Promise<string | null> =>
      (await fetch(`${url}${file}`)).headers.get('cache-control');

    for (const file of [
      '/297.6f4e4fb3a0.js',
      '/431.6f4e4fb3a0.js',
      '/announcer.6f4e4fb3a0.mp3',
      '/inter.6f4e4fb3a0.woff2',
    ])
      expect(await caching(file), file).toContain('immutable');
    for (const file of ['/', '/remoteEntry.js', '/mfe-registry.json'])
      expect(await caching(file), file).toBe('no-cache');
  });

  it('[WEB10] sends what is long packed to whoever takes it, and as it is to whoever does not', async () => {
    const url = await startSite();
    const ask = async (encoding: string) => {
      const answer = await fetch(`${url}/431.6f4e4fb3a0.js`, { headers: { 'accept-encoding': encoding } });
      return { text: await answer.text(), headers: answer.headers };
    };

    const packed = await ask('gzip, br');
    const plain = await ask('identity');

    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(LONG_SCRIPT.length / 10);
    expect(packed.headers.get('content-type')).toMatch(/javascript/);
    expect(packed.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect([packed.text, plain.text]).toEqual([LONG_SCRIPT, LONG_SCRIPT]);
  });
});
