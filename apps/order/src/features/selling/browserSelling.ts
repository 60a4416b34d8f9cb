import { listenRealtimeStatus } from '@vppos/core/bus';
import { realClock, type Stop } from '@vppos/core/time';
import type { AuthUser } from '@vppos/core/types';
import { orderDatabase } from '../desk/database.ts';
import { frontMemory } from '../desk/frontMemory.ts';
import { idbVault } from '../desk/idbVault.ts';
import { menuShelf } from '../desk/menuShelf.ts';
import { underLock } from '../desk/underLock.ts';
import { openSelling, type Selling } from './openSelling.ts';

const database = orderDatabase();

/** With the browser's own database, tabs, locks and network. */
export function browserSelling(user: AuthUser): Selling {
  const owner = `${user.company_id}/${user.id}`;
  return openSelling({
    user,
    clock: realClock,
    random: Math.random,
    newId,
    vault: idbVault({ database, owner, clock: realClock }),
    shelf: menuShelf(database, user.company_id),
    channel: new BroadcastChannel(`vppos.order.desk.v1:${owner}`),
    front: frontMemory(() => sessionStorage, `vppos.order.front:${owner}`),
    exclusively: underLock(navigator.locks, `vppos.order.queue:${owner}`),
    listenNetworkBack,
  });
}

/** 128 bits of the browser's randomness; unlike `randomUUID` also on a plain-http address in the shop's network. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function listenNetworkBack(listener: () => void): Stop {
  window.addEventListener('online', listener);
  let wasLive = false;
  const stopStatus = listenRealtimeStatus(({ state }) => {
    const isLive = state === 'live';
    if (isLive && !wasLive) listener();
    wasLive = isLive;
  }, 'order');
  return () => {
    window.removeEventListener('online', listener);
    stopStatus();
  };
}
