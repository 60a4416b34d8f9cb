import { encode } from 'uqr';

/** White modules around the code; scanners need four [ISO/IEC 18004]. */
export const QUIET_ZONE = 4;

/** A QR code to draw: one path in a square of `size` units. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** Draws exactly `text`, with enough redundancy for a scratched screen. Throws when it is too long for any QR code. */
export function drawQr(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  return { size, path: data.flatMap(rowPath).join('') };
}

/** One rectangle for every run of dark modules: seams between single squares would show on some screens. */
function rowPath(row: readonly boolean[], y: number): string[] {
  const runs: string[] = [];
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== true) continue;
    const start = x;
    while (row[x + 1] === true) x += 1;
    const length = x - start + 1;
    runs.push(`M${start} ${y}h${length}v1h-${length}z`);
  }
  return runs;
}
