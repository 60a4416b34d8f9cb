import type { Page } from 'playwright-core';
import type { Report } from '../../src/report.ts';
import { spreadOf } from '../../src/statistics.ts';
import { takeLongestTask } from './watchTasks.ts';

const EVENTS = 200;
const BATCH = 20;
/** A task over this is felt. */
const TASK_LIMIT_MS = 100;

interface Publishing {
  readonly gatewayUrl: string;
  readonly serviceToken: string;
}

/** 200 orders turn paid within a second, while a cashier goes on tapping products. */
export async function measureOrderBurst(report: Report, page: Page, publishing: Publishing): Promise<void> {
  report.title(`${EVENTS} order_paid within a second, with the selling screen open`);
  const product = page.getByRole('button', { name: /^Thêm / }).first();
  await takeLongestTask(page);
  const taps: number[] = [];
  const burst = publishBurst(publishing);
  const endsAt = performance.now() + 2500;
  while (performance.now() < endsAt) {
    const tappedAt = performance.now();
    await product.click();
    taps.push(performance.now() - tappedAt);
  }
  const tookMs = await burst;
  report.figure('published', spreadOf([(EVENTS / tookMs) * 1000]), 'events/s');
  report.figure('a tap meanwhile, until the page has taken it', spreadOf(taps), 'ms');
  report.atMost('the longest task meanwhile, in ms', await takeLongestTask(page), TASK_LIMIT_MS);
}

/** Gives how long it took, in ms. */
async function publishBurst({ gatewayUrl, serviceToken }: Publishing): Promise<number> {
  const beganAt = performance.now();
  for (let batch = 0; batch < EVENTS / BATCH; batch += 1) {
    const waitMs = beganAt + (batch * 1000 * BATCH) / EVENTS - performance.now();
    if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const items = Array.from({ length: BATCH }, (_, index) => orderPaid(10_900 - batch * BATCH - index));
    const response = await fetch(`${gatewayUrl}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${serviceToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(items),
    });
    if (response.status !== 202) throw new Error(`publishing answered ${response.status}`);
  }
  return performance.now() - beganAt;
}

function orderPaid(orderId: number) {
  const data = {
    company_id: 1,
    order_id: orderId,
    invoice_number: `HD-${orderId}`,
    message: 'Đơn đã thanh toán',
    total: 250_000,
    occurred_at: Date.now(),
  };
  return { event: 'order_paid', data, target: 'company', companyId: 1 };
}
