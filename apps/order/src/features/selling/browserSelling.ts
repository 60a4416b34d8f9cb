import { listenRealtimeStatus } from '@vppos/core/bus';
import { realClock, type Stop } from '@vppos/core/time';
import type { AuthUser } from '@vppos/core/types';
import { orderDatabase } from '../desk/database.ts';
import { idbVault } from '../desk/idbVault.ts';
import type { FrontMemory } from '../desk/keepDesk.ts';
import { menuShelf } from '../desk/menuShelf.ts';
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
    front: frontMemory(`vppos.order.front:${owner}`),
    exclusively: (round, signal) => underLock(`vppos.order.queue:${owner}`, round, signal),
    listenNetworkBack,
  });
}

/** 128 bits of the browser's randomness; unlike `randomUUID` also on a plain-http address in the shop's network. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function frontMemory(key: string): FrontMemory {
  return { read: () => sessionStorage.getItem(key), write: (draftId) => sessionStorage.setItem(key, draftId) };
}

/** Without locks (plain http) two tabs may send the same order; its key makes it one all the same. */
async function underLock(name: string, round: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const locks: LockManager | undefined = navigator.locks;
  if (locks === undefined) await round();
  else await locks.request(name, { signal }, round);
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
