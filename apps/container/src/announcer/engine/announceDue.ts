import type { LoudspeakerSettings } from '../loudspeaker.types.ts';
import type { Announcement } from '../voice/announcement.ts';
import type { PlayResult } from '../voice/clipPlayer.ts';
import type { Voice } from '../voice/voice.ts';
import type { Ledger, LedgerState } from './ledger.ts';
import type { Due } from './whatToAnnounce.ts';

/** What people see of an announcement. */
export type Showing = { readonly kind: 'received' | 'missed'; readonly due: Due } | { readonly kind: 'more' };

/** What announcing does to the world. */
export interface Announcing {
  readonly ledger: Ledger;
  readonly voice: Voice;
  readonly settings: () => LoudspeakerSettings;
  readonly show: (showing: Showing) => void;
  readonly vibrate: () => void;
  /** What begins to sound: `<receipt>:<amount>`, `test` or `more`. */
  readonly onSpoken: (key: string) => void;
  /** How the last one went. */
  readonly onResult: (result: PlayResult) => void;
}

/** Announces what is left to announce of one receipt; only in a turn. False: it is to sound, but could not. */
export async function announceDue(deps: Announcing, due: Due): Promise<boolean> {
  const { key, receipt, isNew } = due;
  const duties = dutiesFor(deps.ledger.stateOf(key), isNew, deps.settings().isMuted);
  if (duties.isShowing) deps.show({ kind: isNew ? 'received' : 'missed', due });
  if (duties.isShowing && isNew) deps.vibrate();
  // First: whatever happens to this tab while it speaks, nobody says the same again.
  if (duties.isShowing || duties.isSaying) deps.ledger.write(key, 'spoken');
  if (!duties.isSaying) return true;
  const { receipt_id, amount } = receipt;
  const hasSounded = await say(deps, { kind: 'received', amount }, `${receipt_id}:${amount}`);
  if (!hasSounded) deps.ledger.write(key, 'shown');
  return hasSounded;
}

/** Says of all these at once that they came; nothing sounds where all of it was missed. */
export async function announceMore(deps: Announcing, dues: readonly Due[]): Promise<void> {
  const untold = dues.filter(({ key }) => deps.ledger.stateOf(key) === null);
  for (const { key } of untold) deps.ledger.write(key, 'spoken');
  if (untold.length === 0) return;
  deps.show({ kind: 'more' });
  if (untold.some(({ isNew }) => isNew) && !deps.settings().isMuted) await say(deps, { kind: 'more' }, 'more');
}

/** True when it has sounded. */
export async function say(deps: Announcing, announcement: Announcement, key: string): Promise<boolean> {
  const result = await tryToSay(deps, announcement, key);
  deps.onResult(result);
  return result === 'played';
}

/** Whatever cannot be said, as an amount without a clip, keeps nothing else from being said. */
async function tryToSay(deps: Announcing, announcement: Announcement, key: string): Promise<PlayResult> {
  try {
    return await deps.voice.say(announcement, deps.settings(), () => deps.onSpoken(key));
  } catch (error) {
    reportError(error);
    return 'failed';
  }
}

function dutiesFor(
  state: LedgerState | null,
  isNew: boolean,
  isMuted: boolean,
): { readonly isShowing: boolean; readonly isSaying: boolean } {
  return { isShowing: state === null, isSaying: isNew && !isMuted && state !== 'spoken' };
}
