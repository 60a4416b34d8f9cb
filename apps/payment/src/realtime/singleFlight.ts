/** `request` may come at any time and as often as it likes; after `stop` nothing starts any more. */
export interface SingleFlight {
  readonly request: () => void;
  readonly stop: () => void;
}

/**
 * Runs one at a time. Requests during a run are one more run after it, so that thirty hints in a tick are two runs, and no
 * hint is answered by a run that began before it. A run that throws is reported by the page and holds up nothing.
 */
export function singleFlight(run: () => Promise<void>): SingleFlight {
  let state: 'idle' | 'running' | 'running, asked again' | 'stopped' = 'idle';

  const start = async (): Promise<void> => {
    state = 'running';
    try {
      await run();
    } finally {
      next();
    }
  };
  const next = (): void => {
    if (state === 'running, asked again') void start();
    else if (state === 'running') state = 'idle';
  };

  return {
    request: () => {
      if (state === 'idle') void start();
      else if (state === 'running') state = 'running, asked again';
    },
    stop: () => {
      state = 'stopped';
    },
  };
}
