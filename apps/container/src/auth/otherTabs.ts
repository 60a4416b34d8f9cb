import type { Login } from './login.ts';
import type { SignedOutReason } from './session.types.ts';
import type { SessionMessage } from './sessionChannel.ts';

/** What another tab's word means for the login of this one. */
export type Meaning =
  | { readonly kind: 'nothing' }
  /** Nobody is signed in here: this tab goes over to whom the browser has now. */
  | { readonly kind: 'adopt'; readonly sid: string }
  | { readonly kind: 'leave'; readonly reason: SignedOutReason }
  /** The same user signed in again. */
  | { readonly kind: 'follow'; readonly login: Login; readonly sid: string };

const NOTHING: Meaning = { kind: 'nothing' };

/** Pure. */
export function meaningOf(message: SessionMessage, login: Login | null): Meaning {
  const { sid } = message;
  if (login === null) return message.kind === 'login' ? { kind: 'adopt', sid } : NOTHING;
  if (message.kind === 'logout') return sid === login.sid ? { kind: 'leave', reason: 'logout' } : NOTHING;
  if (sid === login.sid) return NOTHING;
  const { user } = login;
  const isOther = user !== null && (user.id !== message.userId || user.company_id !== message.companyId);
  return isOther ? { kind: 'leave', reason: 'otherUser' } : { kind: 'follow', login, sid };
}

/**
 * Pure. Whose a tab is whose sid the server gave to another session: at boot another tab may have signed in between reading
 * the sid and the answer, then it is of that login.
 */
export function sidAtBoot({ sid, user }: Login, stored: string | null): string {
  return user === null && stored !== null ? stored : sid;
}
