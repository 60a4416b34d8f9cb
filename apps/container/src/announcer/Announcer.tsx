import { type Clock, retryDelayMs, type Stop } from '@vppos/core/time';
import type { AuthUser } from '@vppos/core/types';
import { VolumeX } from 'lucide-react';
import { useEffect } from 'react';
import styles from './announcer.module.css';
import type { Loudspeaker } from './loudspeaker.types.ts';
import { type LoudspeakerSlot, pageLoudspeaker } from './slot.ts';
import { useLoudspeaker } from './useLoudspeaker.ts';
import { useText } from './words/useText.ts';

type Start = (user: AuthUser, clock: Clock) => Promise<Loudspeaker & { readonly stop: Stop }>;

interface AnnouncerProps {
  readonly user: AuthUser;
  readonly clock: Clock;
  /** Default: the real announcer, a chunk of its own. */
  readonly start?: Start;
  readonly slot?: LoudspeakerSlot;
}

/** No till carries the announcer before somebody is signed in. */
const startChunk: Start = async (user, clock) => {
  const { startPageAnnouncer } = await import(/* webpackChunkName: "announcer" */ './engine/index.ts');
  return startPageAnnouncer(user, clock);
};

/** Announces the money of this till while it is mounted. Shows only that the browser blocks the sound. */
export function Announcer({ user, clock, start = startChunk, slot = pageLoudspeaker }: AnnouncerProps) {
  useEffect(() => holdAnnouncer({ user, clock, start, slot }), [user, clock, start, slot]);
  const text = useText();
  const view = useLoudspeaker(slot);
  if (typeof view === 'string') return null;
  const { loudspeaker, state } = view;
  return (
    <>
      {state.sound === 'blocked' && !state.settings.isMuted && (
        <button type="button" className={styles.blocked} onClick={loudspeaker.unlock}>
          <VolumeX aria-hidden="true" />
          {text('blockedBar')}
        </button>
      )}
      <span hidden aria-hidden="true" data-testid="spoken" data-spoken={state.spoken.join(' ')} />
    </>
  );
}

/** Starts the announcer; while its code cannot be had, again and again. */
function holdAnnouncer({ user, clock, start, slot }: Required<AnnouncerProps>): Stop {
  let isStopped = false;
  let stop: Stop = () => undefined;
  let failures = 0;
  const open = async (): Promise<void> => {
    try {
      const announcer = await start(user, clock);
      if (isStopped) announcer.stop();
      else {
        stop = announcer.stop;
        slot.put(announcer);
      }
    } catch {
      // The button says so.
      failures += 1;
      if (isStopped) return;
      slot.put('unavailable');
      stop = clock.after(
        retryDelayMs(failures, () => 1),
        () => void open(),
      );
    }
  };
  void open();
  return () => {
    isStopped = true;
    stop();
    slot.put('opening');
  };
}
