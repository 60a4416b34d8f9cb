import { createContext, use } from 'react';

const MfeNameContext = createContext('unknown');

/** Names the micro-frontend around everything below it, so that a slow or broken listener can be called by its owner. */
export const MfeNameProvider = MfeNameContext.Provider;

/** The micro-frontend this component belongs to, as the container named it. */
export function useMfeName(): string {
  return use(MfeNameContext);
}
