import type { Stop } from '@vppos/core/time';

/** What a till has chosen; kept in its browser. */
export interface LoudspeakerSettings {
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
  /** `browser`: the browser's own Vietnamese voice, where it has one. */
  readonly voice: 'clips' | 'browser';
}

/** How the loudspeaker is. */
export interface LoudspeakerState {
  /** `blocked`: the browser wants a gesture first. `failed`: the last words could not be loaded. */
  readonly sound: 'ready' | 'blocked' | 'failed';
  readonly settings: LoudspeakerSettings;
  readonly hasBrowserVoice: boolean;
  readonly isTesting: boolean;
  /** The last announcements that sounded, oldest first: `<receipt>:<amount>`, `test` or `more`. */
  readonly spoken: readonly string[];
}

/** The loudspeaker of this page, for its button. */
export interface Loudspeaker {
  /** The same object until it changes. */
  state(): LoudspeakerState;
  subscribe(listener: () => void): Stop;
  change(changed: Partial<LoudspeakerSettings>): void;
  /** Says a made-up amount, marked as a test. */
  test(): void;
  /** In a gesture. */
  unlock(): void;
}
