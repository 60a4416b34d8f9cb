import { describe, expect, it } from 'vitest';
import { streams, until } from './api.ts';
import { signedWebhook, tellBackend } from './bank.ts';
import { picture } from './browser.ts';
import { heard, recordBus } from './busRecorder.ts';
import { type Cashier, signIn } from './cashier.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop();

describe('a transfer arrives', () => {
  it("[TILL1] turns the till green within a second, the colleague's list too, and tells the other company nothing", async () => {
    const { container, backend, gateway } = system.addresses;
    const [cashier, colleague, stranger] = (await Promise.all(
      ['thungan1', 'thungan2', 'thungan3'].map((name) => signIn(browser, container, name)),
    )) as [Cashier, Cashier, Cashier];
    await Promise.all([colleague, stranger].map(({ context }) => recordBus(context)));
    await Promise.all([colleague.page.reload(), stranger.page.reload()]);
    await until(
      () => streams(gateway),
      (count) => count === 3,
      5000,
    );

    const orderId = await cashier.createOrder();
    await colleague.order(orderId).and(colleague.page.locator('[data-status="unpaid"]')).first().waitFor();
    await picture(cashier.page, 'order');
    const payment = await cashier.openPayment(orderId);
    await picture(cashier.page, 'waiting');
    const toldAt = performance.now();
    const answer = await tellBackend(backend, signedWebhook({ ...payment, reference: 'FT-1' }));

    await Promise.all([
      cashier.toast('Đã nhận 250.000đ').waitFor(),
      cashier.page
        .getByRole('heading', { name: /Hóa đơn/i })
        .first()
        .waitFor(),
      colleague.order(orderId).and(colleague.page.locator('[data-status="paid"]')).first().waitFor(),
    ]);
    const elapsed = performance.now() - toldAt;
    await picture(cashier.page, 'paid');
    await picture(colleague.page, 'colleague');
    expect(answer.status).toBe(200);
    expect(elapsed).toBeLessThan(1000);
    expect(await cashier.toast('Đã nhận').count()).toBe(1);
    expect(await streams(gateway)).toBe(3);
    expect(await heard(stranger.page, 'vppos:realtime')).toEqual([]);
    expect(
      (await heard(colleague.page, 'vppos:realtime'))
        .map(({ detail }) => detail['type'])
        .filter((type) => type === 'order_paid'),
    ).toHaveLength(1);
    expect(await stranger.order(orderId).count()).toBe(0);

    const copies = await cashier.page.evaluate(
      () => (globalThis as unknown as Record<symbol, { copies: number }>)[Symbol.for('vppos.bus.v1')]?.copies,
    );
    expect(copies).toBe(1);
    await Promise.all([cashier, colleague, stranger].map((person) => person.leave()));
  });

  it('[TILL2] counts a transfer told twice once, and shows it once', async () => {
    const cashier = await signIn(browser, system.addresses.container, 'thungan1');
    const payment = await cashier.openPayment(await cashier.createOrder());
    const webhook = signedWebhook({ ...payment, reference: 'FT-twice' });

    const answers = await Promise.all([
      tellBackend(system.addresses.backend, webhook),
      tellBackend(system.addresses.backend, webhook),
    ]);
    await cashier.toast('Đã nhận 250.000đ').waitFor();
    await tellBackend(system.addresses.backend, webhook);
    await cashier.page.waitForTimeout(500);

    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(await cashier.toast('Đã nhận').count()).toBe(1);
    await cashier.leave();
  });
});

describe('a stream ends with who held it', () => {
  it('[TILL3] closes within a second of the logout, and nothing reconnects', async () => {
    const { container, gateway } = system.addresses;
    await until(
      () => streams(gateway),
      (count) => count === 0,
      5000,
    );
    const cashier = await signIn(browser, container, 'thungan1');
    const requests: string[] = [];
    cashier.page.on('request', (request) => requests.push(request.url()));

    await cashier.page.getByRole('button', { name: 'Đăng xuất' }).click();

    await until(
      () => streams(gateway),
      (count) => count === 0,
      1000,
    );
    await cashier.page.getByLabel('Tên đăng nhập').waitFor();
    await cashier.page.evaluate(() => {
      window.dispatchEvent(new Event('online'));
      window.dispatchEvent(new Event('focus'));
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await cashier.page.waitForTimeout(2500);
    expect(requests.filter((url) => url.includes('/events'))).toEqual([]);
    expect(await streams(gateway)).toBe(0);
    await picture(cashier.page, 'signed-out');
    await cashier.leave();
  });

  it('[TILL3] closes within a second of the page', async () => {
    const { container, gateway } = system.addresses;
    const cashier = await signIn(browser, container, 'thungan1');
    expect(await streams(gateway)).toBe(1);

    await cashier.page.close();

    await until(
      () => streams(gateway),
      (count) => count === 0,
      1000,
    );
    await cashier.leave();
  });
});
