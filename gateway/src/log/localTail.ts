import type { LogEntry, LogTail } from './eventLog.ts';

/** The tails of a log that lives in this process. */
export interface LocalTails {
  /** Hands one committed group to every follower. A follower that throws is cut off and reads as not alive. */
  emit(entries: readonly LogEntry[]): void;
  follow(onEntries: (entries: readonly LogEntry[]) => void): LogTail;
  close(): void;
}

export function createLocalTails(): LocalTails {
  const followers = new Set<(entries: readonly LogEntry[]) => void>();
  return {
    emit: (entries) => {
      // Copy: a follower may stop while it is told.
      for (const follower of [...followers]) {
        try {
          follower(entries);
        } catch {
          // The entries are committed, so their publisher must hear that; the follower is deaf now and `isAlive` says so.
          followers.delete(follower);
        }
      }
    },
    follow: (onEntries) => {
      // A function of its own, so that following twice with one function is two tails.
      const follower = (entries: readonly LogEntry[]): void => onEntries(entries);
      followers.add(follower);
      return {
        isAlive: () => followers.has(follower),
        stop: () => {
          followers.delete(follower);
        },
      };
    },
    close: () => followers.clear(),
  };
}
