import { createFaultPoint } from '../../realtime/faults.ts';
import type { ShellEnv } from '../../shell/env.tsx';
import { createRecorder } from '../recorder.ts';

/** What the inspector takes from the shell's surroundings: real parts, of which nothing is started. */
export function fakeInspection(now: () => number = Date.now): Pick<ShellEnv, 'recorder' | 'streamFaults'> {
  return {
    recorder: createRecorder(() => ({ at: now(), elapsed: performance.now() })),
    streamFaults: createFaultPoint({ now }),
  };
}
