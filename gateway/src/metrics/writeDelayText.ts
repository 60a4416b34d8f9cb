import { WRITE_DELAY_BOUNDS_MS, type WriteDelay } from '../hub/writeDelay.ts';

const NAME = 'vppos_gateway_write_delay_seconds';

/** As a histogram. Written by hand: prom-client's would have to be told of every write. */
export function writeDelayText({ buckets, sumMs }: WriteDelay): string {
  const help = 'From the publish of the oldest event in a write to that write, on live streams.';
  const lines = [`# HELP ${NAME} ${help}`, `# TYPE ${NAME} histogram`];
  let count = 0;
  for (const [index, n] of buckets.entries()) {
    count += n;
    const boundMs = WRITE_DELAY_BOUNDS_MS[index];
    lines.push(`${NAME}_bucket{le="${boundMs === undefined ? '+Inf' : boundMs / 1000}"} ${count}`);
  }
  lines.push(`${NAME}_sum ${sumMs / 1000}`, `${NAME}_count ${count}`);
  return `${lines.join('\n')}\n`;
}
