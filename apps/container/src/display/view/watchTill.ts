import type { Clock, Stop } from '@vppos/core/time';
import type { MessagePipe } from '../../auth/sessionChannel.ts';
import { type DisplayMessage, hearDisplay } from '../displayChannel.ts';
import { ASK_EVERY_MS, type HeardTabs, heard, type Scene, sceneOf } from './display.machine.ts';

interface WatchDeps {
  readonly clock: Clock;
  readonly pipe: MessagePipe;
  readonly onScene: (scene: Scene) => void;
}

/** Asks the till how things stand, at once and again and again, and tells what to show. */
export function watchTill({ clock, pipe, onScene }: WatchDeps): Stop {
  let tabs: HeardTabs = new Map();
  const show = (): void => onScene(sceneOf(tabs, clock.now()));
  hearDisplay(pipe, (message) => {
    if (message.kind !== 'tell') return;
    tabs = heard(tabs, message.from, { at: clock.now(), till: message.till });
    show();
  });
  let stopTimer: Stop = () => undefined;
  const ask = (): void => {
    pipe.postMessage({ kind: 'ask' } satisfies DisplayMessage);
    show();
    stopTimer = clock.after(ASK_EVERY_MS, ask);
  };
  ask();
  return () => {
    stopTimer();
    pipe.close();
  };
}
