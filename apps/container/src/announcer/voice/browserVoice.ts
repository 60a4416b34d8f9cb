import type { Clock } from '@vppos/core/time';

/** What is used of `window.speechSynthesis`. */
export interface Synthesis {
  getVoices(): readonly SpeechSynthesisVoice[];
  speak(utterance: SpeechSynthesisUtterance): void;
  cancel(): void;
}

/** The browser's own Vietnamese voice, where there is one. */
export interface BrowserVoice {
  isThere(): boolean;
  /** False when it did not say the sentence to its end. */
  read(sentence: string, volume: number): Promise<boolean>;
  stop(): void;
}

interface BrowserVoiceDeps {
  readonly clock: Clock;
  /** Null where the browser reads nothing out. */
  readonly synthesis: Synthesis | null;
  readonly newUtterance: (sentence: string) => SpeechSynthesisUtterance;
}

/** A voice of the network may never begin nor end, in ms. */
export const READ_DEADLINE_MS = 15_000;

export function createBrowserVoice({ clock, synthesis, newUtterance }: BrowserVoiceDeps): BrowserVoice {
  const voice = () => synthesis?.getVoices().find(({ lang }) => lang.toLowerCase().startsWith('vi'));
  return {
    isThere: () => voice() !== undefined,
    read: async (sentence, volume) => {
      const chosen = voice();
      if (synthesis === null || chosen === undefined) return false;
      const utterance = Object.assign(newUtterance(sentence), { voice: chosen, lang: chosen.lang, volume });
      const { promise, resolve } = Promise.withResolvers<boolean>();
      utterance.onend = () => resolve(true);
      utterance.onerror = () => resolve(false);
      const stop = clock.after(READ_DEADLINE_MS, () => resolve(false));
      synthesis.speak(utterance);
      const isRead = await promise;
      stop();
      if (!isRead) synthesis.cancel();
      return isRead;
    },
    stop: () => synthesis?.cancel(),
  };
}
