import { listenStoreSync, type StoreSync } from '@vppos/core/bus';
import type { Clock, Stop } from '@vppos/core/time';
import * as v from 'valibot';
import type { MessagePipe } from '../auth/sessionChannel.ts';
import { type DisplayMessage, hearDisplay } from './displayChannel.ts';
import { type TillShown, tillSchema } from './shown.types.ts';

interface RelayDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly pipe: MessagePipe;
  /** Any name of this tab. */
  readonly tabId: string;
}

/**
 * Tells the till's displays what its micro-frontends show to the customer: at every change, and whenever a display asks.
 * No timer: those of a hidden tab are late, its answers are not. Its stop tells that there is nothing to show.
 */
export function startDisplayRelay({ clock, pipe, tabId }: RelayDeps): Stop {
  let till: TillShown = v.parse(tillSchema, {});
  const tell = (): void => pipe.postMessage({ kind: 'tell', from: tabId, till } satisfies DisplayMessage);
  const hear = ({ key, value, version }: StoreSync): void => {
    const told = v.safeParse(tillSchema, { ...till, [key]: { value, version } });
    // A micro-frontend of another build may tell what this one does not know.
    if (!told.success) return;
    till = told.output;
    tell();
  };
  const stopListening = listenStoreSync('display', hear, 'container');
  hearDisplay(pipe, ({ kind }) => {
    if (kind === 'ask') tell();
  });
  tell();
  return () => {
    stopListening();
    const version = Math.max(clock.now(), till.cart.version + 1, till.payment.version + 1);
    till = { cart: { value: null, version }, payment: { value: null, version } };
    tell();
    pipe.close();
  };
}
