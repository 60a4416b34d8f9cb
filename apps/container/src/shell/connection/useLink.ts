import { currentRealtimeStatus, listenRealtimeStatus } from '@vppos/core/bus';
import type { Clock } from '@vppos/core/time';
import type { RealtimeStatus } from '@vppos/core/types';
import { useEffect, useReducer } from 'react';
import { type Link, nextLink } from './indicator.ts';

const BEFORE_THE_CONNECTION_SPOKE: RealtimeStatus = {
  state: 'idle',
  since: 0,
  role: 'alone',
  degraded: false,
  fresh: true,
};

/** Follows the connection's status, keeping what the indicator must remember. */
export function useLink(clock: Clock): Link {
  const [link, hear] = useReducer(nextLink, clock, firstLink);
  useEffect(() => {
    const follow = (status: RealtimeStatus): void => hear({ status, at: clock.now() });
    // The status may have changed between the first render and here.
    const current = currentRealtimeStatus();
    if (current !== null) follow(current);
    return listenRealtimeStatus(follow, 'container');
  }, [clock]);
  return link;
}

function firstLink(clock: Clock): Link {
  return nextLink(null, { status: currentRealtimeStatus() ?? BEFORE_THE_CONNECTION_SPOKE, at: clock.now() });
}
