import { createContext, use, useSyncExternalStore } from 'react';
import type { DeskView } from '../desk/keepDesk.ts';
import type { Selling } from './openSelling.ts';

const SellingContext = createContext<Selling | null>(null);

export const SellingProvider = SellingContext.Provider;

export function useSelling(): Selling {
  const selling = use(SellingContext);
  if (selling === null) throw new Error('Render this inside of <SellingProvider>.');
  return selling;
}

/** Renders again with every change of the desk, also by another tab. */
export function useDesk(): DeskView {
  const { keeper } = useSelling();
  return useSyncExternalStore(keeper.subscribe, keeper.view);
}
