import type { Unsubscribe } from './listeners.ts';
import { type ListenerRun, sharedBus } from './shared.ts';

/** One listener's run for one business event. `channel` is `vppos:realtime:<type>`, or `vppos:realtime` for all types. */
export interface MeasuredListener extends ListenerRun {
  readonly id: string;
  readonly type: string;
}

const BUSINESS_CHANNEL = /^vppos:realtime(:|$)/;

/**
 * For inspectors: told after each listener's run for a business event, with whichever copy of core the listener came. A tap
 * that throws is reported and harms nobody.
 */
export function tapRealtime(tap: (measured: MeasuredListener) => void): Unsubscribe {
  const page = sharedBus();
  page.taps ??= new Set();
  const { taps } = page;
  const onRun = (detail: unknown, run: ListenerRun): void => {
    if (!BUSINESS_CHANNEL.test(run.channel)) return;
    // What travels on these channels is a `BusEvent`, by the contract.
    const { id, type } = detail as { readonly id: string; readonly type: string };
    try {
      tap({ id, type, ...run });
    } catch (error) {
      reportError(error);
    }
  };
  taps.add(onRun);
  return () => {
    taps.delete(onRun);
  };
}
