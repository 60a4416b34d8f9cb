// A gateway in a process of its own that can be weighed: it answers every message. Needs --expose-gc.
import { randomUUID } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { queryObjects } from 'node:v8';
import { realClock } from '@vppos/core/time';
import { createServer, serve } from '../../src/http/server.ts';
import { Stream } from '../../src/hub/stream.ts';
import { createGateway, readGatewayConfig } from '../../src/index.ts';

const config = readGatewayConfig(process.env);
const gateway = await createGateway(config, { clock: realClock, random: Math.random, newId: randomUUID });
const url = await serve(createServer(config), gateway, config);

function handles(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** What has just closed is let go of in the turns that follow. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const answers = {
  weigh: () => {
    // Also what an ordinary collection leaves for later, which would hide as much of a leak.
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    return {
      connectedClients: gateway.connectedClients,
      timers: gateway.timers,
      handles: handles(),
      heapBytes: process.memoryUsage().heapUsed,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    };
  },
  /** Whatever is still reachable, whoever holds it. Slow: it walks the whole heap for each. */
  count: () => ({
    streams: queryObjects(Stream),
    sockets: queryObjects(Socket),
    requests: queryObjects(IncomingMessage),
  }),
};
export type Weight = ReturnType<typeof answers.weigh>;
export type ObjectCounts = ReturnType<typeof answers.count>;
export type Question = keyof typeof answers;

process.on('message', (question: Question) => {
  void settle().then(() => process.send?.(answers[question]()));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url });
