import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compressBuild } from '../../tools/web/src/compressed.ts';
import { createSite } from '../../tools/web/src/site.ts';
import { newPerson, picture } from './browser.ts';
import { signIn } from './cashier.ts';
import { untilKept } from './keptTill.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();

const PROGRAMS = ['container', 'order', 'payment', 'backend'];

describe('a till whose network is gone', () => {
  it('[PWA1] opens with the sale, says what works, and goes on by itself without a reload', async () => {
    const cashier = await signIn(browser, system.addresses.container, 'thungan1');
    const { page } = cashier;
    await untilKept(page);
    await Promise.all(PROGRAMS.map((name) => system.kill(name)));

    await page.reload();
    await page.getByTestId('offline-bar').waitFor();
    await page.locator('[data-testid="slot-order"][data-state="mounted"]').waitFor();
    expect(await page.getByRole('button', { name: 'Tạo đơn' }).count()).toBe(1);
    await picture(page, 'offline-till');
    await page.evaluate(() => Object.assign(window, { __sameTree: true }));

    await Promise.all(PROGRAMS.map((name) => system.restart(name)));
    await page.locator('[data-testid="connection"][data-state="live"]').waitFor({ timeout: 40_000 });
    expect(await page.getByTestId('offline-bar').count()).toBe(0);
    expect(await page.evaluate(() => '__sameTree' in window)).toBe(true);
    await cashier.createOrder();
    await cashier.leave();
  });

  it('[PWA3] has nothing of the API in any of its caches', async () => {
    const { page, leave } = await signIn(browser, system.addresses.container, 'thungan1');
    await untilKept(page);
    await page.reload();
    await page.locator('[data-testid="connection"][data-state="live"]').waitFor();

    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return lists.flat().map(({ url }) => new URL(url).pathname);
    });

    expect(kept.length).toBeGreaterThan(10);
    expect(kept.filter((file) => file.startsWith('/api') || file === '/mfe-registry.json')).toEqual([]);
    await leave();
  });
});

describe('a new build', () => {
  it('[PWA2] is told of and taken over at a press, never before', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vppos-build-'));
    cpSync(path.resolve(import.meta.dirname, '../../apps/container/dist/web'), folder, { recursive: true });
    const { backend, gateway, container } = system.addresses;
    const registry = (await (await fetch(`${container}/mfe-registry.json`)).json()) as object;
    const site = await createSite({ directory: folder, api: { backendUrl: backend, gatewayUrl: gateway }, registry });
    const url = await site.listen({ port: 0, host: '127.0.0.1' });
    const context = await newPerson(browser);
    const page = await context.newPage();
    await page.goto(url);
    await untilKept(page);

    const change = (name: string, from: string, to: string): void =>
      writeFileSync(path.join(folder, name), readFileSync(path.join(folder, name), 'utf8').replace(from, to));
    change('index.html', '<title>VPPOS', '<meta name=build content=next><title>VPPOS');
    change('service-worker.js', '/index.html",revision:"', '/index.html",revision:"next');
    compressBuild(folder);
    const isNew = (): Promise<number> => page.locator('meta[name="build"]').count();
    await page.reload();
    await page.getByTestId('update').waitFor();
    const before = await isNew();

    await page.getByTestId('update').click();
    await page.waitForFunction(() => document.querySelector('meta[name="build"]') !== null);

    expect(before).toBe(0);
    await page.getByLabel('Tên đăng nhập').waitFor();
    expect(await page.getByTestId('update').count()).toBe(0);
    await context.close();
    await site.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('an installed till', () => {
  it('[PWA1] has a manifest whose pictures are there', async () => {
    const { container } = system.addresses;
    const manifest = (await (await fetch(`${container}/manifest.webmanifest`)).json()) as {
      display: string;
      icons: { src: string }[];
      shortcuts: { url: string }[];
    };
    const answers = await Promise.all(manifest.icons.map(({ src }) => fetch(container + src)));

    expect(manifest).toMatchObject({ display: 'standalone', lang: 'vi', start_url: '/' });
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(manifest.shortcuts.length).toBeGreaterThan(1);
  });
});
