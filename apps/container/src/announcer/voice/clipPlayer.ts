import type { Clock, Stop } from '@vppos/core/time';
import { CLIP_PLACES, type Clip } from '../clips/places.ts';

/** What is used of an `AudioContext`. */
export type AudioOutput = Pick<
  AudioContext,
  | 'state'
  | 'currentTime'
  | 'destination'
  | 'resume'
  | 'close'
  | 'decodeAudioData'
  | 'createBufferSource'
  | 'createGain'
  | 'addEventListener'
>;

/** `blocked`: the browser wants a gesture first. `failed`: the clips could not be loaded. */
export type PlayResult = 'played' | 'blocked' | 'failed';

export interface Playing {
  /** 0 to 1. */
  readonly volume: number;
  /** It begins to sound. */
  readonly onStart?: () => void;
}

/** Plays clips one after the other. */
export interface ClipPlayer {
  /** Whether the browser lets this page sound now. */
  isBlocked(): boolean;
  /** Call it in a gesture: the browser then lets the page sound. */
  unlock(): void;
  subscribe(listener: () => void): Stop;
  /** Resolves when all has been heard. */
  play(clips: readonly Clip[], how: Playing): Promise<PlayResult>;
  stop(): void;
}

export interface ClipPlayerDeps {
  readonly clock: Clock;
  readonly output: AudioOutput;
  readonly loadClips: () => Promise<ArrayBuffer>;
}

/** Between two clips, in seconds: a person takes no breath between the words of a number. */
const PAUSE_S = 0.04;
const CHIME_PAUSE_S = 0.12;
/** Heard after a clip's end, in seconds: where a decoder delays, its last sound is not cut off. Only silence follows. */
const TAIL_S = 0.05;
/** Before the first clip, in seconds, so that its beginning is not late already. */
const LEAD_S = 0.03;

export function createClipPlayer({ clock, output, loadClips }: ClipPlayerDeps): ClipPlayer {
  const loaded = remembered(async () => output.decodeAudioData(await loadClips()));
  // Before they are needed: money may come while the network is gone.
  void loaded().catch(() => undefined);
  let stopPlaying: Stop = () => undefined;
  const isBlocked = (): boolean => output.state !== 'running';

  return {
    isBlocked,
    unlock: () => {
      // Refused outside of a gesture: the next one tries again.
      if (isBlocked()) void output.resume().catch(() => undefined);
    },
    subscribe: (listener) => {
      let isListening = true;
      output.addEventListener('statechange', () => {
        if (isListening) listener();
      });
      return () => {
        isListening = false;
      };
    },
    play: async (clips, { volume, onStart }) => {
      const buffer = await loaded().catch(() => null);
      if (buffer === null) return 'failed';
      if (isBlocked()) return 'blocked';
      const { sources, lengthS } = schedule({ output, buffer, clips, volume });
      onStart?.();
      const heard = Promise.withResolvers<void>();
      const stopWaiting = clock.after(lengthS * 1000, heard.resolve);
      stopPlaying = () => {
        stopWaiting();
        for (const source of sources) source.stop();
        heard.resolve();
      };
      await heard.promise;
      return 'played';
    },
    stop: () => {
      stopPlaying();
      void output.close().catch(() => undefined);
    },
  };
}

interface Schedule {
  readonly output: AudioOutput;
  readonly buffer: AudioBuffer;
  readonly clips: readonly Clip[];
  readonly volume: number;
}

function schedule({ output, buffer, clips, volume }: Schedule): { sources: AudioBufferSourceNode[]; lengthS: number } {
  const knob = output.createGain();
  knob.gain.value = volume;
  knob.connect(output.destination);
  let at = LEAD_S;
  const sources = clips.map((clip) => {
    const [start, length] = CLIP_PLACES[clip];
    const source = output.createBufferSource();
    source.buffer = buffer;
    source.connect(knob);
    source.start(output.currentTime + at, start, length + TAIL_S);
    at += length + (clip === 'chime' ? CHIME_PAUSE_S : PAUSE_S);
    return source;
  });
  return { sources, lengthS: at + TAIL_S };
}

/** The one answer of `load`; after a failure it is asked again. */
function remembered<T>(load: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => {
    answer ??= load().catch((error: unknown) => {
      answer = null;
      throw error;
    });
    return answer;
  };
}
