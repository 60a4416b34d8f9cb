import { fakeClock } from '@vppos/core/testing';
import { fakeInspection } from '../../inspector/testing/fakeInspection.ts';
import { NO_UPDATES } from '../../pwa/index.ts';
import { createFaultLog, createSlotBoard } from '../../remotes/index.ts';
import type { ShellEnv } from '../env.tsx';
import { createRouter } from '../router/index.ts';

/** A shell's surroundings in which nothing happens by itself: no remotes, empty storage, a clock that stands. */
export function fakeShellEnv(changed: Partial<ShellEnv> = {}): ShellEnv {
  return {
    clock: fakeClock(),
    ...fakeInspection(),
    router: createRouter(window, () => undefined),
    loader: { load: () => Promise.reject(new Error('none')) },
    faults: createFaultLog(() => undefined),
    slots: createSlotBoard(),
    storage: { getItem: () => null, setItem: () => undefined },
    updates: NO_UPDATES,
    registry: () => Promise.resolve({ remotes: [], source: 'builtIn' }),
    isDemo: false,
    ...changed,
  };
}
