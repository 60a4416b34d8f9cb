import path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { Report } from '../src/report.ts';
import { spreadOf } from '../src/statistics.ts';

/** The bus with 50 listeners against a bare `EventTarget` with 50, in turn, in an empty page. */
export async function measureDispatch(report: Report, page: Page, rounds: number): Promise<void> {
  report.title('one event to 50 listeners');
  await page.addScriptTag({ content: await bundle() });
  const costs = { bus: [] as number[], bare: [] as number[] };
  // The first rounds teach the compiler.
  for (let round = -2; round < rounds; round += 1) {
    for (const way of round % 2 === 0 ? (['bus', 'bare'] as const) : (['bare', 'bus'] as const)) {
      const cost = await page.evaluate(measure, way);
      if (round >= 0) costs[way].push(cost);
    }
  }
  report.figure('the bus', spreadOf(costs.bus), 'µs');
  report.figure('a bare EventTarget', spreadOf(costs.bare), 'µs');
  const ratios = costs.bus.map((cost, round) => cost / (costs.bare[round] ?? Number.NaN));
  report.figure('the bus over the bare EventTarget', spreadOf(ratios), 'times');
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.resolve(import.meta.dirname, 'dispatch.page.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

function measure(way: 'bus' | 'bare'): number {
  return (window as unknown as { __dispatchCost: Record<typeof way, () => number> }).__dispatchCost[way]();
}
