import { useAuthUser } from '@vppos/core/hooks';
import { type Clock, realClock } from '@vppos/core/time';
import type { AuthUser } from '@vppos/core/types';
import { useEffect } from 'react';
import type { MessagePipe } from '../auth/sessionChannel.ts';
import { newId } from '../realtime/newId.ts';
import { displayChannelName } from './displayChannel.ts';
import { openBroadcast } from './openBroadcast.ts';
import { startDisplayRelay } from './relay.ts';

interface DisplayRelayProps {
  readonly user: AuthUser;
  readonly clock?: Pick<Clock, 'now'>;
  /** Default: a `BroadcastChannel`. */
  readonly openPipe?: (name: string) => MessagePipe;
}

/** Feeds this till's customer display while somebody is signed in. Renders nothing. */
export function DisplayRelay({ user, clock = realClock, openPipe = openBroadcast }: DisplayRelayProps) {
  // The till may have been renamed since the login.
  const till = (useAuthUser() ?? user).till_id;
  useEffect(() => {
    const pipe = openPipe(displayChannelName(user.company_id, till));
    return startDisplayRelay({ clock, pipe, tabId: newId() });
  }, [user.company_id, till, clock, openPipe]);
  return null;
}
