import { createServer, type Server } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { publish } from './api.ts';
import { newPerson, picture } from './browser.ts';
import { fillLogin, signIn } from './cashier.ts';
import { openShop } from './shop.ts';
import { startVisitor } from './visitor.ts';

const { system, browser } = await openShop();
const visitor = await startVisitor();
afterAll(() => visitor.stop());

/** What a cashier sees of a part that is not there, and that the rest of the till goes on. */
async function expectFailureOf(page: Page, { slot, title }: { slot: string; title: string }): Promise<void> {
  const place = page.getByTestId(slot);
  await place.getByRole('alert').waitFor({ timeout: 20_000 });
  expect(await place.getByRole('alert').innerText()).toContain(title);
  expect(await page.getByTestId('connection').getAttribute('data-state')).toBe('live');
}

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name }).click();
}

describe('a remote that is not well', () => {
  it("[TILL5] is named when its server is down, and comes back by 'Thử lại'", async () => {
    await system.kill('order');
    const { page, leave } = await signIn(browser, system.addresses.container, 'thungan1');

    await expectFailureOf(page, { slot: 'slot-order', title: 'Bán hàng' });
    await picture(page, 'remote-down');
    await goTo(page, 'Thanh toán');
    await page.locator('[data-testid="slot-payment"][data-state="mounted"]').waitFor();
    await goTo(page, 'Bán hàng');
    await page.getByTestId('slot-order').getByRole('alert').waitFor({ timeout: 20_000 });
    await system.restart('order');
    await page.getByRole('button', { name: 'Thử lại' }).first().click();

    await page.getByRole('button', { name: 'Tạo đơn' }).waitFor();
    await leave();
  });

  it("[TILL5] is named when its server hangs, and comes back by 'Thử lại'", async () => {
    await system.kill('order');
    const hanging = await hangOn(Number(new URL(system.addresses.apps.get('order') ?? '').port));
    const { page, leave } = await signIn(browser, system.addresses.container, 'thungan1');

    await expectFailureOf(page, { slot: 'slot-order', title: 'Bán hàng' });
    await hanging.stop();
    await system.restart('order');
    await page.getByRole('button', { name: 'Thử lại' }).first().click();

    await page.getByRole('button', { name: 'Tạo đơn' }).waitFor();
    await leave();
  });

  it("[TILL5] is named when it throws on render, and comes back by 'Thử lại' once it is mended", async () => {
    const context = await newPerson(browser);
    await visitor.register(context);
    const page = await context.newPage();
    await page.goto(`${system.addresses.container}/visitor/broken`);
    await fillLogin(page, 'thungan1');

    await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
    await expectFailureOf(page, { slot: 'slot-visitor', title: 'Khách' });
    await page.evaluate(() => Object.assign(window, { __visitorMended: true }));
    await page.getByRole('button', { name: 'Thử lại' }).first().click();

    await page.getByRole('heading', { name: 'Visitor' }).waitFor();
    await goTo(page, 'Bán hàng');
    await page.getByRole('button', { name: 'Tạo đơn' }).waitFor();
    await context.close();
  });
});

describe('a type nobody here has heard of', () => {
  it('[TILL6] reaches the micro-frontend that listens for it', async () => {
    const context = await newPerson(browser);
    await visitor.register(context);
    const page = await context.newPage();
    await page.goto(`${system.addresses.container}/visitor`);
    await fillLogin(page, 'thungan1');
    await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
    await page.getByRole('heading', { name: 'Visitor' }).waitFor();

    await publish(system.addresses.gateway, 'table_called', { table: 7, company_id: 1 });
    for (let n = 1; n <= 30; n++) await publish(system.addresses.gateway, 'notify', { message: `n${n}` });

    await page.getByTestId('calls').filter({ hasText: '{"table":7,"company_id":1}' }).waitFor();
    await page.getByTestId('notified').filter({ hasText: /n30$/ }).waitFor();
    expect(await page.getByTestId('notified').innerText()).toBe(
      Array.from({ length: 30 }, (_, index) => `n${index + 1}`).join(' '),
    );
    expect(
      await page.evaluate(
        () => (globalThis as unknown as Record<symbol, { copies: number }>)[Symbol.for('vppos.bus.v1')]?.copies,
      ),
    ).toBe(1);
    await context.close();
  });
});

describe('a micro-frontend without its container', () => {
  it.each([
    ['order', /Tạo đơn/],
    ['payment', /ĐANG CHỜ|Đã nhận/],
  ])('[TILL14] runs alone on a recorded stream: %s', async (name, text) => {
    const context = await newPerson(browser);
    const page = await context.newPage();
    const streamed: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/')) streamed.push(request.url());
    });
    await page.goto(system.addresses.apps.get(name) ?? '');

    await page
      .getByText(/chạy riêng/i)
      .first()
      .waitFor();
    await page.getByText(text).first().waitFor();
    await picture(page, `alone-${name}`);
    expect(streamed).toEqual([]);
    await context.close();
  });
});

/** A server that takes every connection and never says a word. */
async function hangOn(port: number): Promise<{ stop(): Promise<void> }> {
  const sockets = new Set<{ destroy(): void }>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
