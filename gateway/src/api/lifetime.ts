import type { Gateway } from '../gateway.ts';
import type { Hub } from '../hub/hub.ts';
import type { EventLog } from '../log/eventLog.ts';

/** How a gateway ends. `onStop` runs with the end of its streams, perhaps more than once. */
export function lifetimeOf(hub: Hub, log: EventLog, onStop: () => void): Pick<Gateway, 'drain' | 'close' | 'destroy'> {
  let closing: Promise<void> | null = null;
  let destroying: Promise<void> | null = null;
  const destroy = (): Promise<void> => {
    hub.stop();
    onStop();
    destroying ??= log.close();
    return destroying;
  };
  const close = (): Promise<void> => {
    closing ??= hub.drain().then(destroy);
    return closing;
  };
  return { drain: () => hub.drain(), close, destroy };
}
