import { decodeControl } from '@vppos/core/protocol';
import type { SourceFrame } from './source.ts';

/** What the server's clock says, learned from the frames of a stream. */
export interface ServerClock {
  hear(frame: SourceFrame): void;
  /** The server's clock less this page's, in ms, as near as this stream has told; null before any did. */
  offsetMs(): number | null;
}

export function createServerClock(now: () => number): ServerClock {
  let best: number | null = null;
  return {
    hear: ({ type, json }) => {
      const control = decodeControl(type, json);
      if (!control.ok || !('server_time' in control.data)) return;
      const heard = Number(control.data.server_time) - now();
      // Latency only ever makes it smaller: of one stream's hints the greatest is the best.
      best = type === 'stream.hello' ? heard : Math.max(heard, best ?? heard);
    },
    offsetMs: () => best,
  };
}
