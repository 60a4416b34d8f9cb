import { useSyncExternalStore } from 'react';
import { currentAuth, listenAuth } from '../bus/index.ts';
import type { AuthUser } from '../types/index.ts';

/** Who is signed in; null when nobody is. */
export function useAuthUser(): AuthUser | null {
  return useSyncExternalStore(listenAuth, currentAuth);
}
