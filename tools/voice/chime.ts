import type { Sound } from './sound.ts';

/** Two rising notes, Hz and when they begin, in seconds. */
const NOTES = [
  { hz: 659.26, at: 0 },
  { hz: 987.77, at: 0.14 },
];
const LENGTH_S = 0.75;
const DECAY_PER_S = 7;

/** What makes people listen before the words come: a small bell. */
export function chime(rate: number): Sound {
  const samples = Float32Array.from({ length: Math.round(rate * LENGTH_S) }, (_, n) =>
    NOTES.reduce((sum, note) => sum + struck(note.hz, n / rate - note.at), 0),
  );
  return { rate, samples };
}

function struck(hz: number, seconds: number): number {
  if (seconds < 0) return 0;
  const wave = Math.sin(2 * Math.PI * hz * seconds) + 0.3 * Math.sin(4 * Math.PI * hz * seconds);
  return wave * Math.exp(-DECAY_PER_S * seconds);
}
