import type { Stop } from '@vppos/core/time';
import type { Session, SessionState } from '../auth/index.ts';
import { createInbox, type Inbox } from './delivery/inbox.ts';
import { startTabStream, type TabStreamDeps } from './tabStream.ts';

/** What a tab's stream needs that is not the login's affair. */
export type StreamDeps = Omit<TabStreamDeps, 'tokens' | 'onSignedOut' | 'login' | 'sid' | 'inbox'>;

/**
 * Holds one stream for as long as somebody is signed in, and another one for somebody else. Follows the session itself, not
 * its rendering: at a logout the stream is closed before the session says more. Who signs in again goes on from the cursor.
 */
export function holdEventStream(session: Session, deps: StreamDeps): Stop {
  let held: Held | null = null;
  const release = (): void => {
    const ending = held;
    held = null;
    ending?.stop();
  };
  const begin = ({ login, sid }: SignedIn, inbox: Inbox): void => {
    const mine: Held = { login, sid, inbox, stop: () => undefined };
    held = mine;
    const onSignedOut = (): void => session.endedByServer(sid);
    mine.stop = startTabStream({ ...deps, login, sid, inbox, tokens: session, onSignedOut });
    // Who was told of its beginning has ended it.
    if (held !== mine) mine.stop();
  };
  const follow = (): void => {
    const now = whoIsIn(session.state());
    const before = held;
    if (now?.login === before?.login && now?.sid === before?.sid) return;
    release();
    if (now !== null) begin(now, before?.login === now.login ? before.inbox : createInbox(deps));
  };
  const unsubscribe = session.subscribe(follow);
  follow();
  return () => {
    unsubscribe();
    release();
  };
}

interface SignedIn {
  /** Company and user: tabs of one login share a stream. */
  readonly login: string;
  readonly sid: string;
}

interface Held extends SignedIn {
  readonly inbox: Inbox;
  stop: Stop;
}

function whoIsIn(state: SessionState): SignedIn | null {
  if (state.status !== 'signedIn') return null;
  return { login: `${state.user.company_id}:${state.user.id}`, sid: state.sid };
}
