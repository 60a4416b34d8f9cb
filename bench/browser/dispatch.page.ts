// Runs in an empty page: what one event costs on the bus, against a bare EventTarget.
import { listenRealtime, publishRealtimeEvent } from '@vppos/core/bus';
import type { Cursor } from '@vppos/core/types';

const LISTENERS = 50;
const EVENTS = 4000;

let heard = 0;
const onEvent = (): void => {
  heard += 1;
};

const bare = new EventTarget();
for (let n = 0; n < LISTENERS; n += 1) {
  // Each a function of its own: an EventTarget takes the same one only once.
  bare.addEventListener('tick', () => onEvent());
  listenRealtime('tick', onEvent, { mfe: 'bench' });
}

/** µs an event, of `EVENTS` in a row. */
function cost(dispatch: (n: number) => void): number {
  heard = 0;
  const began = performance.now();
  for (let n = 0; n < EVENTS; n += 1) dispatch(n);
  const took = performance.now() - began;
  if (heard !== EVENTS * LISTENERS) throw new Error(`${heard} calls instead of ${EVENTS * LISTENERS}`);
  return (took * 1000) / EVENTS;
}

const dataOf = (n: number) => ({ order_id: n, total: 250_000, lines: [{ id: 1 }, { id: 2 }] });

Object.assign(window, {
  __dispatchCost: {
    bus: () =>
      cost((n) =>
        publishRealtimeEvent({
          // A cursor as the gateway writes them.
          id: `bench-${n}` as Cursor,
          type: 'tick',
          data: dataOf(n),
          origin: 'live',
          via: 'sse',
          receivedAt: Date.now(),
        }),
      ),
    bare: () => cost((n) => bare.dispatchEvent(new CustomEvent('tick', { detail: dataOf(n) }))),
  },
});
