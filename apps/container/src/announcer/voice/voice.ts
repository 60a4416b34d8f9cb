import type { LoudspeakerSettings } from '../loudspeaker.types.ts';
import { type Announcement, clipsOf, sentenceOf } from './announcement.ts';
import type { BrowserVoice } from './browserVoice.ts';
import type { ClipPlayer, Playing, PlayResult } from './clipPlayer.ts';

/** Says announcements, one after the other. */
export interface Voice extends Pick<ClipPlayer, 'isBlocked' | 'unlock' | 'subscribe' | 'stop'> {
  say(announcement: Announcement, settings: LoudspeakerSettings, onStart: () => void): Promise<PlayResult>;
  hasBrowserVoice(): boolean;
}

/** The clips, or after the bell the browser's own voice where the till chose that. What it cannot read the clips say. */
export function createVoice(player: ClipPlayer, browserVoice: BrowserVoice): Voice {
  const readOut = async (announcement: Announcement, playing: Playing): Promise<PlayResult> => {
    const rung = await player.play(['chime'], playing);
    if (rung !== 'played' || (await browserVoice.read(sentenceOf(announcement), playing.volume))) return rung;
    return player.play(clipsOf(announcement), { volume: playing.volume });
  };
  return {
    isBlocked: player.isBlocked,
    unlock: player.unlock,
    subscribe: player.subscribe,
    stop: () => {
      browserVoice.stop();
      player.stop();
    },
    hasBrowserVoice: browserVoice.isThere,
    say: (announcement, { volume, voice }, onStart) =>
      voice === 'browser' && browserVoice.isThere()
        ? readOut(announcement, { volume, onStart })
        : player.play(clipsOf(announcement), { volume, onStart }),
  };
}
