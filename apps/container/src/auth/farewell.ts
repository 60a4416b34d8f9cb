import { retryDelayMs, type Stop } from '@vppos/core/time';
import type { LogoutAnswer } from './authApi.ts';
import type { SessionDeps } from './session.types.ts';

/** How often the server is told of a logout before it is left to find out by the login's age. */
export const LOGOUT_ATTEMPTS = 6;

interface FarewellDeps extends Pick<SessionDeps, 'clock' | 'random' | 'exclusively'> {
  readonly logout: (sid: string) => Promise<LogoutAnswer>;
  /** Somebody has signed in since: the cookie is theirs, and the old login's can no longer be used by anyone. */
  readonly isTaken: () => boolean;
}

/** Tells the server of a logout that has already happened on the page. */
export interface Farewell {
  /** Settles with the first answer or its absence; what is unanswered is told again later. */
  say(sid: string): Promise<void>;
  stop(): void;
}

export function createFarewell({ clock, random, exclusively, logout, isTaken }: FarewellDeps): Farewell {
  let stopRetry: Stop = () => undefined;
  const attempt = async (sid: string, count: number): Promise<void> => {
    const answer = await exclusively(async () => (isTaken() ? 'ended' : await logout(sid)));
    if (answer === 'ended' || count >= LOGOUT_ATTEMPTS || isTaken()) return;
    stopRetry = clock.after(retryDelayMs(count, random), () => void attempt(sid, count + 1));
  };
  return {
    say: (sid) => {
      stopRetry();
      return attempt(sid, 1);
    },
    stop: () => stopRetry(),
  };
}
