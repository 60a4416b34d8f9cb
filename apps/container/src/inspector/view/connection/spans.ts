import type { RealtimeStatus } from '@vppos/core/types';
import type { Transition } from '../recording.ts';

/** A status and how long it stood, in ms. `isLast`: it still stands. */
export interface Span {
  readonly n: number;
  readonly at: number;
  readonly status: RealtimeStatus;
  readonly durationMs: number;
  readonly isLast: boolean;
  /** The tab holds another role than before. */
  readonly isNewRole: boolean;
}

/** Pure. The newest first. */
export function spansOf(transitions: readonly Transition[], now: number): readonly Span[] {
  return transitions
    .map(({ n, at, status }, index) => {
      const next = transitions[index + 1];
      const durationMs = Math.max(0, (next?.at ?? now) - at);
      const isNewRole = status.role !== (transitions[index - 1]?.status.role ?? 'alone');
      return { n, at, status, durationMs, isLast: next === undefined, isNewRole };
    })
    .reverse();
}

/** How events come in a status: by the stream, by polling, or not at all. */
export function wayOf({ state, degraded, fresh }: RealtimeStatus): 'stream' | 'polling' | 'none' {
  if (degraded) return 'polling';
  return state === 'live' && fresh ? 'stream' : 'none';
}
