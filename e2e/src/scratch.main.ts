import { readFileSync } from 'node:fs';
import type { Page, BrowserContext } from 'playwright-core';
import { signedWebhook, tellBackend } from './bank.ts';
import { launchBrowser } from './browser.ts';
import { cashierAt } from './cashier.ts';
import { startSystem } from './system.ts';

const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const SIZES = { w: { width: 1366, height: 768 }, n: { width: 768, height: 1024 } };
const only = process.argv[2] ?? '';
const [system, browser] = await Promise.all([startSystem({ mode: 'split' }), launchBrowser()]);
const { container, backend } = system.addresses;
const summary: string[] = [];

async function look(page: Page, name: string): Promise<void> {
  for (const lang of ['vi', 'en']) {
    const button = page.getByRole('button', { name: lang === 'vi' ? 'Tiếng Việt' : 'English' });
    if (await button.count()) { await button.evaluate((b: HTMLElement) => b.click()); await page.waitForTimeout(60); }
    else if (lang === 'en') continue;
    for (const [s, size] of Object.entries(SIZES)) {
      await page.setViewportSize(size);
      if (name.startsWith('sales-') && s === 'n') await page.getByRole('button', { name: /^(list|details|cancel)$/.test(name.slice(6)) ? /^(Đơn hàng|Orders)$/ : /^(Bán hàng|Sell|Sales?)$/ }).click();
      await page.waitForTimeout(80);
      await page.screenshot({ path: `/tmp/shots/${name}-${lang}-${s}.png` });
      await page.evaluate(axe + ';0');
      const found = await page.evaluate(async () => {
        const r = await (window as any).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
        const bad = r.violations.map((v: any) => `${v.id} [${v.nodes.map((n: any) => n.target.join(' ') + ' :: ' + (n.any[0]?.message ?? n.all[0]?.message ?? '')).join(' | ')}]`);
        const d = document.documentElement;
        const main = document.querySelector('main');
        const over: string[] = [];
        if (d.scrollHeight > innerHeight) over.push(`page ${d.scrollHeight}>${innerHeight}`);
        if (d.scrollWidth > innerWidth) over.push(`WIDE ${d.scrollWidth}`);
        if (main && main.scrollHeight > main.clientHeight + 1) over.push(`main ${main.scrollHeight}>${main.clientHeight}`);
        for (const b of document.querySelectorAll<HTMLElement>('button,a[href],input,summary')) {
          const q = b.getBoundingClientRect();
          if (q.width === 0 || q.top < -50) continue;
          if (q.width < 47.5 || q.height < 47.5) over.push(`small ${b.tagName} ${b.className.slice(0, 30)} "${(b.ariaLabel ?? b.innerText).slice(0, 20)}" ${q.width.toFixed(0)}x${q.height.toFixed(0)}`);
        }
        const t = [...document.querySelectorAll<HTMLElement>('[data-sonner-toast]')];
        for (const toast of t) {
          const q = toast.getBoundingClientRect();
          over.push(`toast ${q.left|0},${q.top|0} ${q.width|0}x${q.height|0}`);
          for (const b of document.querySelectorAll<HTMLElement>('button,a[href],input')) {
            if (toast.contains(b)) continue;
            const r2 = b.getBoundingClientRect();
            if (r2.left < q.right && r2.right > q.left && r2.top < q.bottom && r2.bottom > q.top && r2.width && b.checkVisibility()) over.push(`covers "${(b.ariaLabel ?? b.innerText).slice(0, 24)}"`);
          }
          if (toast.contains(document.activeElement)) over.push('TOAST HAS FOCUS');
        }
        return { bad, over };
      });
      summary.push(`${name}-${lang}-${s}: axe ${found.bad.length} ${found.bad.join(' ;; ')} ${found.over.length ? '\n      ' + [...new Set(found.over)].join('; ') : ''}`);
    }
  }
  await page.getByRole('button', { name: 'Tiếng Việt' }).evaluateAll((bs) => (bs[0] as HTMLElement)?.click());
  await page.setViewportSize(SIZES.w);
}
async function person(): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: SIZES.w, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  context.setDefaultTimeout(9000);
  const page = await context.newPage();
  page.on('pageerror', (e) => summary.push(`PAGEERROR ${e.message}`));
  await page.goto(container);
  return { page, context };
}
const step = async (name: string, run: () => Promise<void>) => {
  if (only && !only.split(',').includes(name)) return;
  try { await run(); } catch (e) { summary.push(`STEP ${name} FAILED ${(e as Error).message.slice(0, 300)}`); }
};
async function fill(page: Page, user: string, password = 'demo1234') {
  await page.locator('#username').fill(user);
  await page.locator('#password').fill(password);
  await page.locator('button[type=submit]').click();
}
async function cashier() {
  const { page, context } = await person();
  await fill(page, 'thungan1');
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
  return cashierAt(context, page);
}
let token = '';
const call = async (method: string, path: string, body?: unknown) => {
  const r = await fetch(`${backend}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', }, ...(body ? { body: JSON.stringify(body) } : {}) });
  return r.json().catch(() => null) as any;
};

try {
  await step('login', async () => {
    const { page, context } = await person();
    await page.locator('#username').waitFor();
    await look(page, 'login-empty');
    await fill(page, 'thungan2', 'wrong');
    await page.locator('[data-code]').waitFor();
    await look(page, 'login-wrong');
    for (let i = 0; i < 6; i++) {
      await fetch(`${backend}/api/v1/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'thungan2', password: 'nope' }) });
    }
    await page.locator('button[type=submit]').click();
    await page.locator('[data-code=TOO_MANY_ATTEMPTS]').waitFor();
    await look(page, 'login-locked');
    await context.close();
  });
  await step('sales', async () => {
    const { page, leave, ...c } = await cashier();
    page.on('request', (r) => { token = r.headers()['authorization']?.slice(7) ?? token; });
    await page.getByRole('button', { name: /^Thêm / }).first().waitFor();
    await look(page, 'sales-empty');
    const adds = page.getByRole('button', { name: /^Thêm [^m]/ });
    for (let i = 0; i < 6; i++) await adds.nth(i).click();
    await page.waitForTimeout(1500);
    await look(page, 'sales-cart6');
    await page.getByRole('button', { name: 'Tạo đơn' }).click();
    await page.locator('[data-sonner-toast]').waitFor();
    await page.waitForTimeout(600);
    await look(page, 'sales-created');
    const products = await call('GET', '/products');
    const list = products.items ?? products;
    const make = (n = 1) => call('POST', '/orders', { items: [{ product_id: list[2].id, quantity: n }], idempotency_key: crypto.randomUUID() });
    const pay = async (order: any, diff: number) => { const p = await call('POST', `/orders/${order.order_id}/payments`, { method: 'vietqr', till_id: 'x' }); await tellBackend(backend, signedWebhook({ paymentId: p.payment_id, code: p.code, amount: p.amount + diff, reference: `FT-${order.order_id}` })); };
    const first = await make(); summary.push(JSON.stringify(first).slice(0, 200));
    for (const diff of [0, -5000, 5000, 0]) await pay(await make(2), diff);
    const gone = await make(); summary.push(JSON.stringify(await call('POST', `/orders/${gone.order_id}/cancel`, { reason: 'Khách đổi ý' })).slice(0, 150));
    for (let i = 0; i < 3; i++) await make(3 + i * 20);
    await page.waitForTimeout(1200);
    await look(page, 'sales-list');
    await page.setViewportSize(SIZES.w);
    await page.locator('li[data-status=unpaid] button[aria-expanded]').first().click();
    await page.locator('li ul').first().waitFor();
    await look(page, 'sales-details');
    await page.getByRole('button', { name: 'Hủy đơn' }).click();
    await look(page, 'sales-cancel');
    await page.getByRole('link', { name: 'Thanh toán' }).click();
    await page.getByRole('heading', { name: 'Chọn đơn' }).waitFor();
    await page.waitForTimeout(300);
    await look(page, 'pay-choose');
    const goto = async (id: number, state: string) => { await page.goto(`${container}/payment/${id}`); await page.locator(`[data-payment-state=${state}]`).waitFor(); await page.waitForTimeout(300); };
    const orders = (await call('GET', '/orders')).items;
    const idOf = (s: string) => orders.find((o: any) => o.status === s)?.order_id;
    await goto(idOf('unpaid'), 'waiting'); await page.waitForTimeout(300); await look(page, 'pay-waiting');
    if (idOf('partially_paid')) { await goto(idOf('partially_paid'), 'waiting'); await look(page, 'pay-partial'); }
    if (idOf('overpaid')) { await goto(idOf('overpaid'), 'overpaid'); await look(page, 'pay-over'); }
    await goto(idOf('cancelled'), 'cancelled'); await look(page, 'pay-cancelled');
    await goto(idOf('paid'), 'paid'); await look(page, 'pay-paid-closed');
    await page.goto(`${container}/payment/999999`); await page.locator('[data-payment-state=unreadable]').waitFor(); await look(page, 'pay-unknown');
    await page.goto(`${container}/nothing/here`); await page.getByText('Không tìm thấy trang').first().waitFor(); await look(page, 'notfound');
    await leave();
  });
  await step('paid', async () => {
    const c = await cashier();
    const id = await c.createOrder();
    const payment = await c.openPayment(id);
    await tellBackend(backend, signedWebhook({ ...payment, reference: 'FT-9' }));
    await c.page.getByRole('heading', { name: /Hóa đơn/i }).first().waitFor();
    await c.page.waitForTimeout(700);
    await look(c.page, 'pay-paid');
    await c.leave();
  });
  await step('red', async () => {
    const c = await cashier();
    const id = await c.createOrder();
    await system.kill('gateway');
    await c.page.locator('[data-testid=connection-bar][data-tone=amber]').waitFor();
    await c.page.screenshot({ path: '/tmp/shots/amber-sales.png' });
    await c.page.locator('[data-testid=connection-bar][data-tone=red]').waitFor();
    await c.page.getByRole('button', { name: 'Thử lại ngay' }).waitFor({ timeout: 15000 }).catch(() => summary.push('no retry button'));
    await look(c.page, 'red-sales');
    await c.openPayment(id);
    await look(c.page, 'red-waiting');
    await c.page.getByRole('link', { name: 'Bán hàng' }).click();
    await system.restart('gateway');
    await c.leave();
  });
  await step('down', async () => {
    await system.kill('payment');
    const c = await cashier();
    await c.page.getByRole('link', { name: 'Thanh toán' }).click();
    await c.page.getByTestId('slot-payment').getByRole('alert').waitFor({ timeout: 20000 });
    await look(c.page, 'down');
    await system.kill('backend');
    await c.page.reload();
    await c.page.getByText('Chưa liên lạc').first().waitFor();
    await look(c.page, 'offline');
    await c.leave();
  });
} finally {
  console.log(summary.join('\n'));
  await browser.close();
  await system.stop();
}
