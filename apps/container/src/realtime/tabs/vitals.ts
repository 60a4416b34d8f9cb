import type { Clock } from '@vppos/core/time';
import type { MessageOf } from './channel.ts';

/** What a leader says of itself, so that others can judge whether it should lead. */
export type Signs = Pick<MessageOf<'pulse'>, 'hiddenForMs' | 'heardAgoMs'>;

export interface Vitals {
  /** The connection has brought something. */
  heard(): void;
  /** Looks whether the page is hidden. Whatever wakes the tab calls it: nobody else tells. */
  look(): void;
  signs(): Signs;
}

export function createVitals({ clock, isVisible }: { readonly clock: Clock; isVisible(): boolean }): Vitals {
  let heardAt = clock.now();
  let visibleAt = heardAt;
  let isHidden = false;
  const look = (): void => {
    const wasHidden = isHidden;
    isHidden = !isVisible();
    if (!wasHidden || !isHidden) visibleAt = clock.now();
  };
  return {
    heard: () => {
      heardAt = clock.now();
      look();
    },
    look,
    signs: () => {
      look();
      return { hiddenForMs: clock.now() - visibleAt, heardAgoMs: clock.now() - heardAt };
    },
  };
}
