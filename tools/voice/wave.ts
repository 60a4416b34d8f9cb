import type { Sound } from './sound.ts';

const HEADER_BYTES = 44;
const FULL_SCALE = 32_768;

/** Reads a mono 16-bit WAV file, whatever chunks stand before its samples. */
export function readWave(bytes: Buffer): Sound {
  const format = bytes.indexOf('fmt ');
  const data = bytes.indexOf('data');
  const isMono16 = bytes.readUInt16LE(format + 10) === 1 && bytes.readUInt16LE(format + 22) === 16;
  if (!isMono16) throw new Error('A clip is not mono with 16 bits: ask espeak-ng and lame for that.');
  const body = bytes.subarray(data + 8);
  const samples = Float32Array.from(
    { length: Math.floor(body.length / 2) },
    (_, n) => body.readInt16LE(n * 2) / FULL_SCALE,
  );
  return { rate: bytes.readUInt32LE(format + 12), samples };
}

/** [wav] RIFF header, one `fmt ` chunk, one `data` chunk. */
export function writeWave({ rate, samples }: Sound): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + samples.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, n) => {
    bytes.writeInt16LE(Math.round(sample * (FULL_SCALE - 1)), HEADER_BYTES + n * 2);
  });
  return bytes;
}
