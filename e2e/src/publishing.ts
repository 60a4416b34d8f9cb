import { publish, until } from './api.ts';
import type { Recorded } from './busRecorder.ts';

/** Events published all the time, counted. No page's build knows the type, so nothing is shown or reloaded. */
export interface Publishing {
  /** The ids that the gateway has committed, in log order. */
  readonly ids: readonly string[];
  /** Publishes no more, and waits for the one under way. */
  stop(): Promise<void>;
}

const TYPE = 'e2e_count';

/** One event after another, with a pause between that may depend on how many there are. */
export function publishSteadily(gatewayUrl: string, pauseMs: (count: number) => number): Publishing {
  const ids: string[] = [];
  let isStopped = false;
  const run = async (): Promise<void> => {
    while (!isStopped) {
      ids.push(await publish(gatewayUrl, TYPE, { company_id: 1, count: ids.length, occurred_at: Date.now() }));
      await new Promise((resolve) => setTimeout(resolve, pauseMs(ids.length)));
    }
  };
  const running = run();
  // Who stops it hears of the failure.
  running.catch(() => undefined);
  return {
    ids,
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}

/** A page that hears: a tab of a living browser, or Playwright's. */
export interface Hearing {
  heard(): Promise<readonly Recorded[]>;
}

/** Waits until the page has heard the newest of the events, in ms. */
export function untilCurrent(page: Hearing, ids: readonly string[], withinMs: number): Promise<number> {
  const newest = ids.at(-1);
  return until(
    async () => (await page.heard()).some(({ detail }) => detail['id'] === newest),
    (isCurrent) => isCurrent,
    withinMs,
  );
}

/**
 * Pure: what a page heard wrong of the events from the `from`-th on. Each must come once and in order, unless the page was
 * told to refetch between two that it heard. Empty: all is well.
 */
export function wrongIn(recorded: readonly Recorded[], ids: readonly string[], from = 0): string[] {
  const places = new Map(ids.map((id, place) => [id, place]));
  const wrong: string[] = [];
  let next = from;
  let isTold = false;
  for (const { channel, detail } of recorded) {
    if (channel === 'vppos:realtime-resync') isTold = true;
    if (channel !== 'vppos:realtime' || detail['type'] !== TYPE) continue;
    const place = places.get(detail['id'] as string);
    // What was published before this walk.
    if (place === undefined || (place < from && next === from)) continue;
    if (place < next) wrong.push(`event ${place} after event ${next - 1}`);
    if (place > next && !isTold) wrong.push(`no event ${next} to ${place - 1} before event ${place}`);
    next = Math.max(next, place + 1);
    isTold = false;
  }
  if (next < ids.length && !isTold) wrong.push(`no event ${next} to ${ids.length - 1}`);
  return wrong;
}
