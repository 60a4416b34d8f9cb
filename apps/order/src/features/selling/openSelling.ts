import { currentAuth } from '@vppos/core/bus';
import { request } from '@vppos/core/http';
import type { Clock, Stop } from '@vppos/core/time';
import type { AuthUser } from '@vppos/core/types';
import { ORDER } from '../../api/schemas.ts';
import { createOrderStore, type OrderStore } from '../../store/createOrderStore.ts';
import { orderApi } from '../../store/orderApi.ts';
import type { QueuedOrder } from '../desk/desk.types.ts';
import { type DeskDeps, type DeskKeeper, keepDesk } from '../desk/keepDesk.ts';
import type { MenuShelf } from '../desk/menuShelf.ts';
import { type Outcome, outcomeOf, toNewOrder } from '../desk/newOrder.ts';
import { type SenderDeps, sendQueue } from '../desk/sendQueue.ts';

export interface SellingDeps extends DeskDeps, Pick<SenderDeps, 'clock' | 'random' | 'exclusively'> {
  readonly user: AuthUser;
  readonly shelf: MenuShelf;
  /** Calls when the network may be back: the page online again, the stream live again. */
  readonly listenNetworkBack: (listener: () => void) => Stop;
}

/** Everything one signed-in person sells with on this page; the queue is sent from here whatever screen is in front. */
export interface Selling {
  readonly store: OrderStore;
  readonly keeper: DeskKeeper;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Sends what waits now rather than after the wait. */
  readonly sendNow: () => void;
  readonly stop: Stop;
}

export function openSelling(deps: SellingDeps): Selling {
  const { clock, newId, shelf } = deps;
  const store = createOrderStore({ clock, shelf });
  const keeper = keepDesk(deps);
  const onMade = (): void => {
    store.dispatch(orderApi.util.invalidateTags(['Orders']));
  };
  const sender = sendQueue({ ...deps, keeper, onMade, send: senderOf(deps) });
  const stopHints = deps.listenNetworkBack(sender.ask);
  return {
    store,
    keeper,
    clock,
    newId,
    sendNow: sender.ask,
    stop: () => {
      stopHints();
      sender.stop();
      keeper.stop();
    },
  };
}

/** The page's session adds the token of whoever is signed in: another one's orders must not go with it. */
function senderOf({ user, clock }: SellingDeps) {
  return async (order: QueuedOrder, signal: AbortSignal): Promise<Outcome> => {
    const now = currentAuth();
    if (now === null || now.id !== user.id || now.company_id !== user.company_id)
      return { kind: 'unanswered', isCut: true };
    const body = toNewOrder(order);
    return outcomeOf(await request({ path: '/api/v1/orders', body, answer: ORDER, signal }, clock));
  };
}
