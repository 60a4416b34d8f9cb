import * as v from 'valibot';
import type { KeyValueStore } from '../../auth/session.types.ts';
import type { LoudspeakerSettings } from '../loudspeaker.types.ts';

/** Where the browser keeps how its till's loudspeaker is set. */
export const SETTINGS_KEY = 'vppos.loudspeaker';

const DEFAULTS: LoudspeakerSettings = { volume: 0.9, isMuted: false, voice: 'clips' };

const settingsSchema = v.object({
  volume: v.fallback(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), DEFAULTS.volume),
  isMuted: v.fallback(v.boolean(), DEFAULTS.isMuted),
  voice: v.fallback(v.picklist(['clips', 'browser']), DEFAULTS.voice),
});

/** What this till has chosen; the defaults for what is missing or makes no sense. */
export function readSettings(storage: KeyValueStore): LoudspeakerSettings {
  const parsed = v.safeParse(settingsSchema, parseJson(storage.get(SETTINGS_KEY)));
  return parsed.success ? parsed.output : DEFAULTS;
}

export function keepSettings(storage: KeyValueStore, settings: LoudspeakerSettings): void {
  storage.set(SETTINGS_KEY, JSON.stringify(settings));
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
