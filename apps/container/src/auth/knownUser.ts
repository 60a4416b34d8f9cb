import type { AuthUser } from '@vppos/core/types';
import * as v from 'valibot';
import { type Grant, knownRoles, userSchema } from './authApi.ts';
import type { KeyValueStore } from './session.types.ts';

/** Where the browser keeps whose its login is, so that a till without a network opens. Never a token. */
export const USER_KEY = 'vppos.user';

const keptUser = v.object({ sid: v.string(), user: userSchema });

/** Whose the browser's login was when the server was last heard. */
export interface KnownUser {
  /** Null for a login nobody kept anything of, and for what cannot be read. */
  of(sid: string): Omit<AuthUser, 'till_id'> | null;
  keep(grant: Pick<Grant, 'sid' | 'user'>): void;
  forget(): void;
}

export function createKnownUser(storage: KeyValueStore): KnownUser {
  return {
    of: (sid) => {
      const kept = v.safeParse(keptUser, parse(storage.get(USER_KEY)));
      if (!kept.success || kept.output.sid !== sid) return null;
      return { ...kept.output.user, roles: knownRoles(kept.output.user.roles) };
    },
    keep: ({ sid, user: { id, name, company_id, roles } }) =>
      storage.set(USER_KEY, JSON.stringify({ sid, user: { id, name, company_id, roles } })),
    forget: () => storage.remove(USER_KEY),
  };
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
