import type { Stop } from '@vppos/core/time';
import type { Session, SessionState } from '../auth/index.ts';
import { startTabStream, type TabStreamDeps } from './tabStream.ts';

/** What a tab's stream needs that is not the login's affair. */
export type StreamDeps = Omit<TabStreamDeps, 'tokens' | 'onSignedOut' | 'login'>;

/**
 * Holds one stream for as long as somebody is signed in, and another one for somebody else. Follows the session itself, not
 * its rendering: at a logout the stream is closed before the session says more.
 */
export function holdEventStream(session: Session, deps: StreamDeps): Stop {
  let held: { readonly who: string; readonly stop: Stop } | null = null;
  const release = (): void => {
    const ending = held;
    held = null;
    ending?.stop();
  };
  const follow = (): void => {
    const who = whoIsIn(session.state());
    if (who === (held?.who ?? null)) return;
    release();
    if (who === null) return;
    const stop = startTabStream({ ...deps, login: who, tokens: session, onSignedOut: () => session.endedByServer() });
    held = { who, stop };
  };
  const unsubscribe = session.subscribe(follow);
  follow();
  return () => {
    unsubscribe();
    release();
  };
}

function whoIsIn(state: SessionState): string | null {
  return state.status === 'signedIn' ? `${state.user.company_id}:${state.user.id}` : null;
}
