import type { Inbox } from '../delivery/inbox.ts';
import type { TabMessage } from './channel.ts';

/** The leader's inbox: what reaches it is told to the other tabs first, so that a slow listener here keeps nobody waiting. */
export function relayTo(post: (message: TabMessage) => void, inbox: Inbox): Inbox {
  return {
    cursor: () => inbox.cursor(),
    counts: () => inbox.counts(),
    deliver: (frame, route) => {
      post({ kind: 'event', after: inbox.cursor(), frame, origin: route.origin });
      inbox.deliver(frame, route);
    },
    resync: (reason, id) => {
      post({ kind: 'resync', reason, id });
      inbox.resync(reason, id);
    },
    moveTo: (id) => {
      post({ kind: 'moved', after: inbox.cursor(), id });
      inbox.moveTo(id);
    },
  };
}
