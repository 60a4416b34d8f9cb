import { doReadNumber, ReadingConfig } from 'read-vietnamese-number';
import { CLIP_PLACES, type Clip } from '../clips/places.ts';

/** A clip says at most so many words. */
const CLIP_WORDS_MAX = 2;

/** An amount in words as a Vietnamese cashier says it, without the unit: `một trăm hai mươi lăm nghìn`. */
export function amountWords(amountVnd: number): string {
  const config = new ReadingConfig();
  config.unit = [];
  config.units = [[], ['nghìn'], ['triệu'], ['tỷ']];
  return doReadNumber(String(amountVnd), config);
}

/** The clips that say an amount with its unit: pairs where there is a clip of the pair. */
export function amountClips(amountVnd: number): Clip[] {
  const words = `${amountWords(amountVnd)} đồng`.split(' ');
  const clips: Clip[] = [];
  while (words.length > 0) {
    const clip = longestClip(words);
    clips.push(clip);
    words.splice(0, clip.split(' ').length);
  }
  return clips;
}

/** Throws where no clip says the next word: a word that is missing must not make another amount of what is heard. */
function longestClip(words: readonly string[]): Clip {
  for (let count = CLIP_WORDS_MAX; count > 0; count -= 1) {
    const said = words.slice(0, count).join(' ');
    if (isClip(said)) return said;
  }
  throw new Error(`No clip says "${words[0]}": add it to tools/voice/texts.ts and make the clips again.`);
}

function isClip(said: string): said is Clip {
  return Object.hasOwn(CLIP_PLACES, said);
}
