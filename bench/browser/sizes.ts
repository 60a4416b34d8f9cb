import { execFileSync } from 'node:child_process';
import type { Report } from '../src/report.ts';

/** Gzipped, against the budgets in `.size-limit.json`. */
export function reportSizes(report: Report): void {
  report.title('sizes, gzipped');
  const rows = JSON.parse(execFileSync('size-limit', ['--json'], { encoding: 'utf8' })) as readonly {
    readonly name: string;
    readonly size: number;
    readonly sizeLimit?: number;
  }[];
  for (const { name, size, sizeLimit = Number.POSITIVE_INFINITY } of rows) report.atMost(name, size, sizeLimit);
}
