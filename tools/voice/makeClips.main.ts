// Writes the loudspeaker's clips: `node tools/voice/makeClips.main.ts`. They are committed, so that no build needs a voice.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installPackages } from '../system/aptGet.ts';
import { chime } from './chime.ts';
import { joined, levelled, loudnessOf, peakOf, type Sound, secondsOf, silence, trimmed } from './sound.ts';
import { TEXTS } from './texts.ts';
import { readWave, writeWave } from './wave.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../apps/container/src/announcer/clips');
/** Samples per second of espeak-ng's voice. */
const RATE = 22_050;
/** Between two clips, so that no decoder's delay cuts into the next, in seconds. */
const GAP_S = 0.1;
const WORDS_PER_MINUTE = '165';
const KBIT_PER_S = '48';
const MAX_BYTES = 200_000;
/** A clip quieter than this after decoding is not there; one louder is distorted. */
const LOUDNESS_RANGE = { from: 0.05, to: 0.3 };

/** Where a clip lies in the sprite, in seconds. */
interface Place {
  readonly key: string;
  readonly start: number;
  readonly length: number;
}

function main(): void {
  installTools();
  const scratch = mkdtempSync(path.join(tmpdir(), 'vppos-voice-'));
  try {
    const clips = [
      { key: 'chime', sound: levelled(chime(RATE)) },
      ...TEXTS.map((text) => ({ key: text, sound: levelled(trimmed(spoken(text, scratch))) })),
    ];
    const { sprite, places } = laidOut(clips);
    const mp3 = encoded(sprite, scratch);
    check(mp3, places, scratch);
    writeFileSync(path.join(FOLDER, 'announcer.mp3'), mp3);
    writeFileSync(path.join(FOLDER, 'places.ts'), toSource(places));
    process.stdout.write(`${places.length} clips, ${secondsOf(sprite).toFixed(1)} s, ${mp3.length} bytes\n`);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function installTools(): void {
  const missing = ['espeak-ng', 'lame'].filter((name) => !existsSync(`/usr/bin/${name}`));
  if (missing.length > 0) installPackages(missing);
}

function spoken(text: string, scratch: string): Sound {
  const file = path.join(scratch, 'spoken.wav');
  execFileSync('espeak-ng', ['-v', 'vi', '-s', WORDS_PER_MINUTE, '-w', file, text]);
  return readWave(readFileSync(file));
}

function laidOut(clips: readonly { readonly key: string; readonly sound: Sound }[]): {
  readonly sprite: Sound;
  readonly places: readonly Place[];
} {
  const gap = silence(RATE, GAP_S);
  let at = GAP_S;
  const places = clips.map(({ key, sound }) => {
    const place = { key, start: at, length: secondsOf(sound) };
    at += place.length + GAP_S;
    return place;
  });
  return { sprite: joined([gap, ...clips.flatMap(({ sound }) => [sound, gap])], RATE), places };
}

function encoded(sound: Sound, scratch: string): Buffer {
  const [wav, mp3] = [path.join(scratch, 'sprite.wav'), path.join(scratch, 'sprite.mp3')];
  writeFileSync(wav, writeWave(sound));
  execFileSync('lame', ['--quiet', '-m', 'm', '-b', KBIT_PER_S, '-q', '2', wav, mp3]);
  return readFileSync(mp3);
}

/** Listens by numbers to what a browser will decode: every clip sounds where the table says, none is distorted. */
function check(mp3: Buffer, places: readonly Place[], scratch: string): void {
  if (mp3.length > MAX_BYTES) throw new Error(`The clips weigh ${mp3.length} bytes, more than ${MAX_BYTES}.`);
  const [coded, plain] = [path.join(scratch, 'coded.mp3'), path.join(scratch, 'plain.wav')];
  writeFileSync(coded, mp3);
  execFileSync('lame', ['--quiet', '--decode', coded, plain]);
  const { rate, samples } = readWave(readFileSync(plain));
  for (const { key, start, length } of places) {
    const clip = samples.slice(Math.round(start * rate), Math.round((start + length) * rate));
    const before = samples.slice(Math.round((start - GAP_S * 0.7) * rate), Math.round((start - GAP_S * 0.3) * rate));
    const [loudness, peak] = [loudnessOf(clip), peakOf(clip)];
    process.stdout.write(`${key}: ${length.toFixed(2)} s, loudness ${loudness.toFixed(3)}, peak ${peak.toFixed(2)}\n`);
    const isWell = loudness > LOUDNESS_RANGE.from && loudness < LOUDNESS_RANGE.to && peak < 1;
    if (!isWell || loudnessOf(before) > LOUDNESS_RANGE.from / 5)
      throw new Error(`The clip "${key}" does not sound right.`);
  }
}

function toSource(places: readonly Place[]): string {
  const rows = places.map(({ key, start, length }) => `  ${toKey(key)}: [${start.toFixed(3)}, ${length.toFixed(3)}],`);
  return `/** Written by tools/voice/makeClips.main.ts: where each clip lies in announcer.mp3, start and length in seconds. */
export const CLIP_PLACES = {
${rows.join('\n')}
} as const satisfies Readonly<Record<string, readonly [start: number, length: number]>>;

/** One clip: the words it says. */
export type Clip = keyof typeof CLIP_PLACES;
`;
}

function toKey(text: string): string {
  return text.includes(' ') ? `'${text}'` : text;
}

main();
