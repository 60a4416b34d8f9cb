import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { drawQr, QUIET_ZONE } from './qrPath.ts';

const TEXT = '00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA5303704540625000063041234';

/** Reads the drawn rectangles back into modules: an oracle that knows nothing of how they were written. */
function modulesOf({ size, path }: { size: number; path: string }): boolean[][] {
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let dx = 0; dx < Number(length); dx += 1) {
      const row = modules[Number(y)];
      if (row !== undefined) row[Number(x) + dx] = true;
    }
  }
  return modules;
}

it('[PAYMFE6] draws exactly the modules of the given string', () => {
  expect(modulesOf(drawQr(TEXT))).toEqual(encode(TEXT, { ecc: 'M', border: QUIET_ZONE }).data);
});

it('[PAYMFE6] leaves four white modules around the code', () => {
  const drawing = drawQr(TEXT);
  const modules = modulesOf(drawing);
  const isEdge = (n: number) => n < QUIET_ZONE || n >= drawing.size - QUIET_ZONE;
  const dark = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [{ x, y }] : [])));

  expect(dark.filter(({ x, y }) => isEdge(x) || isEdge(y))).toEqual([]);
  expect(dark).toContainEqual({ x: QUIET_ZONE, y: QUIET_ZONE });
});

it('draws another code for another string', () => {
  expect(drawQr(`${TEXT}5`).path).not.toBe(drawQr(TEXT).path);
});
