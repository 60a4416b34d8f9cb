import { useEffect, useEffectEvent, useRef } from 'react';
import { useRealtimeResync } from './useRealtimeResync.ts';
import { useRealtimeStatus } from './useRealtimeStatus.ts';

/**
 * Calls the latest `hint` whenever something may have changed unseen: a resync, the stream back to live, the network back,
 * the window looked at again. Read the truth over HTTP there; an event that was missed then cannot leave the screen wrong.
 */
export function useStaleHint(hint: () => void): void {
  useRealtimeResync(hint);
  useLiveAgain(hint);
  useLookedAtAgain(hint);
}

/** The stream has become live: what happened while it was not may have been missed. */
function useLiveAgain(hint: () => void): void {
  const isLive = useRealtimeStatus().state === 'live';
  const wasLive = useRef(isLive);
  const onLive = useEffectEvent(hint);
  useEffect(() => {
    if (isLive && !wasLive.current) onLive();
    wasLive.current = isLive;
  }, [isLive]);
}

function useLookedAtAgain(hint: () => void): void {
  const onLook = useEffectEvent(hint);
  useEffect(() => {
    const page = new AbortController();
    const { signal } = page;
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') onLook();
    };
    for (const type of ['focus', 'online', 'pageshow']) window.addEventListener(type, () => onLook(), { signal });
    document.addEventListener('visibilitychange', onVisible, { signal });
    return () => page.abort();
  }, []);
}
