import { listenAuth } from '@vppos/core/bus';
import { useAuthUser } from '@vppos/core/hooks';
import type { AuthUser, RemoteProps } from '@vppos/core/types';
import i18next from 'i18next';
import { browserSelling } from './features/selling/browserSelling.ts';
import type { Selling } from './features/selling/openSelling.ts';
import { addTranslations } from './i18n/addTranslations.ts';
import { OrderApp } from './OrderApp.tsx';

addTranslations(i18next);

/**
 * One a signed-in person, for as long as this module lives: the queue is sent also while another screen is in front, and
 * nothing of one cashier is left for the next.
 */
let current: { readonly owner: string; readonly selling: Selling } | null = null;

const ownerOf = (user: AuthUser | null): string => (user === null ? '' : `${user.company_id}/${user.id}`);

listenAuth((user) => {
  if (current === null || current.owner === ownerOf(user)) return;
  current.selling.stop();
  current = null;
}, 'order');

function sellingOf(user: AuthUser): Selling {
  const owner = ownerOf(user);
  if (current?.owner !== owner) {
    current?.selling.stop();
    current = { owner, selling: browserSelling(user) };
  }
  return current.selling;
}

/** What the container loads: the selling screen. */
export function Remote({ path }: RemoteProps) {
  const user = useAuthUser();
  return user === null ? null : <OrderApp selling={sellingOf(user)} path={path} />;
}
