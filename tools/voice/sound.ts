/** Mono sound: samples between -1 and 1. */
export interface Sound {
  readonly rate: number;
  readonly samples: Float32Array;
}

/** What counts as silence at the ends of a clip, as a part of its loudest sample. */
const SILENCE = 0.02;
/** Left before and after what sounds, in seconds. */
const MARGIN_S = 0.012;
const FADE_S = 0.006;
/** Where every clip ends up, as its root mean square. */
const LOUDNESS = 0.16;
/** What is louder than the knee is bent, so that nothing reaches 1: few loud moments do not keep a whole word quiet. */
const KNEE = 0.55;
const HEADROOM = 0.33;

/** Without the silence around it, faded at both ends so that it does not click. */
export function trimmed({ rate, samples }: Sound): Sound {
  const threshold = peakOf(samples) * SILENCE;
  const isHeard = (sample: number): boolean => Math.abs(sample) > threshold;
  const margin = Math.round(rate * MARGIN_S);
  const from = Math.max(0, samples.findIndex(isHeard) - margin);
  const to = Math.min(samples.length, samples.findLastIndex(isHeard) + margin);
  const kept = samples.slice(from, to);
  const fade = Math.round(rate * FADE_S);
  return {
    rate,
    samples: kept.map((sample, n) => sample * Math.min(1, n / fade, (kept.length - 1 - n) / fade)),
  };
}

/** As loud as every other clip, but never clipped. */
export function levelled({ rate, samples }: Sound): Sound {
  const gain = LOUDNESS / loudnessOf(samples);
  return { rate, samples: samples.map((sample) => bent(sample * gain)) };
}

function bent(sample: number): number {
  const over = Math.abs(sample) - KNEE;
  return over <= 0 ? sample : Math.sign(sample) * (KNEE + HEADROOM * Math.tanh(over / HEADROOM));
}

export function silence(rate: number, seconds: number): Sound {
  return { rate, samples: new Float32Array(Math.round(rate * seconds)) };
}

export function joined(sounds: readonly Sound[], rate: number): Sound {
  const samples = new Float32Array(sounds.reduce((length, sound) => length + sound.samples.length, 0));
  let at = 0;
  for (const sound of sounds) {
    samples.set(sound.samples, at);
    at += sound.samples.length;
  }
  return { rate, samples };
}

export function secondsOf({ rate, samples }: Sound): number {
  return samples.length / rate;
}

export function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

export function loudnessOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
