import type { ApiFailure } from '@vppos/core/http';
import type { Clock } from '@vppos/core/time';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { type GatewayView, readGateway } from './gatewayApi.ts';

/** How often the gateway is asked while somebody looks, in ms. */
export const LOOK_EVERY_MS = 5000;

/** `view`: what was last read, `readAt` when; it stays when a later read fails. */
export interface GatewayState {
  readonly view: GatewayView | null;
  readonly readAt: number;
  readonly error: ApiFailure | null;
}

/** What the gateway says of the company. Asked again and again while it is mounted, one request at a time. */
export function useGateway(clock: Clock): GatewayState & { readonly refresh: () => void } {
  const [state, merge] = useReducer(
    (before: GatewayState, changed: Partial<GatewayState>) => ({ ...before, ...changed }),
    { view: null, readAt: 0, error: null },
  );
  const look = useRef<() => void>(() => undefined);
  useEffect(() => {
    let isOver = false;
    let isAsking = false;
    let stopTimer = (): void => undefined;
    const ask = async (): Promise<void> => {
      if (isAsking) return;
      isAsking = true;
      stopTimer();
      const read = await readGateway(clock);
      isAsking = false;
      if (isOver) return;
      merge('error' in read ? { error: read.error } : { view: read.data, readAt: clock.now(), error: null });
      stopTimer = clock.after(LOOK_EVERY_MS, () => void ask());
    };
    look.current = () => void ask();
    void ask();
    return () => {
      isOver = true;
      stopTimer();
    };
  }, [clock]);
  const refresh = useCallback(() => look.current(), []);
  return { ...state, refresh };
}
