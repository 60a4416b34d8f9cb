import { useAuthUser } from '@vppos/core/hooks';
import { realClock } from '@vppos/core/time';
import type { AuthUser, RemoteProps } from '@vppos/core/types';
import i18next from 'i18next';
import { addTranslations } from './i18n/addTranslations.ts';
import { OrderApp } from './OrderApp.tsx';
import { createOrderStore, type OrderStore } from './store/createOrderStore.ts';

addTranslations(i18next);

/** 128 bits of the browser's randomness; unlike `randomUUID` also on a plain-http address in the shop's network. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * One store a signed-in person, for as long as this module lives: a half-filled cart survives the way to the payment and
 * back, and nothing of one cashier is left for the next.
 */
let current: { readonly owner: string; readonly store: OrderStore } | null = null;

function storeOf(user: AuthUser | null): OrderStore {
  const owner = user === null ? '' : `${user.company_id}/${user.id}`;
  if (current?.owner !== owner) current = { owner, store: createOrderStore({ clock: realClock, newId }) };
  return current.store;
}

/** What the container loads: the selling screen. */
export function Remote({ path }: RemoteProps) {
  return <OrderApp store={storeOf(useAuthUser())} clock={realClock} path={path} />;
}
