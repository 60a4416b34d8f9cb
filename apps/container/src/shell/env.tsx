import type { Clock } from '@vppos/core/time';
import { createContext, use } from 'react';
import type { Recorder } from '../inspector/recorder.ts';
import type { Updates } from '../pwa/index.ts';
import type { RealtimeFaults } from '../realtime/index.ts';
import type { FaultLog, Registry, RemoteLoader, SlotBoard } from '../remotes/index.ts';
import type { Router } from './router/index.ts';

/** Everything the shell takes from the machine and the build; `bootstrap` makes the real ones. */
export interface ShellEnv {
  readonly clock: Clock;
  readonly router: Router;
  readonly loader: RemoteLoader;
  readonly faults: FaultLog;
  /** Which micro-frontends did not come. */
  readonly slots: SlotBoard;
  /** What the page's bus has carried, for the inspector. */
  readonly recorder: Recorder;
  /** What the inspector may do to this tab's connection. */
  readonly streamFaults: RealtimeFaults;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** The same promise each time: one registry a page. */
  readonly registry: () => Promise<Registry>;
  /** Newer builds than this page's. */
  readonly updates: Updates;
  /** Offers the demonstration's logins on the login page. */
  readonly isDemo: boolean;
}

const ShellEnvContext = createContext<ShellEnv | null>(null);

export const ShellEnvProvider = ShellEnvContext.Provider;

/** The shell's surroundings. Throws outside of a `ShellEnvProvider`. */
export function useShellEnv(): ShellEnv {
  const env = use(ShellEnvContext);
  if (env === null) throw new Error('The shell stands outside of its ShellEnvProvider: wrap it where the page starts.');
  return env;
}
