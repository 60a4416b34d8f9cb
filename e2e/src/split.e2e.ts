import { expect, it } from 'vitest';
import { publish } from './api.ts';
import { newPerson, picture } from './browser.ts';
import { heard, type Recorded, recordBus } from './busRecorder.ts';
import { cashierAt, fillLogin } from './cashier.ts';
import { openShop } from './shop.ts';

const { system, browser } = await openShop({ mode: 'split' });

it('[TILL4] shows that the gateway is gone, waits longer each time, and then has every event once, in order', async () => {
  const { container, gateway } = system.addresses;
  const context = await newPerson(browser);
  await recordBus(context);
  const page = await context.newPage();
  await page.goto(container);
  await fillLogin(page, 'thungan1');
  const cashier = cashierAt(context, page);
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor();
  await publish(gateway, 'notify', { message: 'before' });
  await page.waitForTimeout(5500);

  await system.kill('gateway');
  await page.getByTestId('connection-bar').waitFor();
  await picture(page, 'cut-off');
  await page
    .locator('[data-testid="connection-bar"][data-tone="lost"], [data-testid="connection-bar"]:has-text("MẤT KẾT NỐI")')
    .first()
    .waitFor();
  await picture(page, 'lost');
  const waits = async (): Promise<Recorded[]> =>
    (await heard(page, 'vppos:realtime-status')).filter(({ detail }) => detail['state'] === 'waiting');
  while ((await waits()).length < 4) await page.waitForTimeout(100);

  await system.restart('gateway');
  const missed = [];
  for (const message of ['missed 1', 'missed 2', 'missed 3'])
    missed.push(await publish(gateway, 'notify', { message }));
  expect(await cashier.connection().getAttribute('data-state')).not.toBe('live');
  await page.locator('[data-testid="connection"][data-state="live"]').waitFor({ timeout: 40_000 });
  await publish(gateway, 'notify', { message: 'after' });
  await page.waitForFunction(() =>
    JSON.stringify((window as unknown as { __heard: unknown }).__heard).includes('"after"'),
  );

  const events = (await heard(page, 'vppos:realtime')).map(({ detail }) => [
    (detail['data'] as { message: string }).message,
    detail['origin'],
  ]);
  expect(events).toEqual([
    ['before', 'live'],
    ['missed 1', 'replay'],
    ['missed 2', 'replay'],
    ['missed 3', 'replay'],
    ['after', 'live'],
  ]);
  const drawn = (await waits()).slice(0, 4).map(({ at, detail }) => (detail['retryAt'] as number) - at);
  for (const [index, full] of [1000, 2000, 4000, 8000].entries()) {
    expect(drawn[index], `wait ${index + 1}`).toBeGreaterThanOrEqual(full / 2 - 50);
    expect(drawn[index], `wait ${index + 1}`).toBeLessThanOrEqual(full + 50);
  }
  await picture(page, 'back');
  await cashier.leave();
});
