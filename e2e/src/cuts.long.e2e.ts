import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCutScene } from './lifecycle/cutScene.ts';
import { type CutName, cutsOf } from './lifecycle/cuts.ts';
import { type CutPlan, PAID, SETTINGS, walkThroughCut } from './lifecycle/cutWalk.ts';

const CUTS = ['tab frozen', 'gateway down', 'offline', 'network hanging'] as const satisfies CutName[];
/** Halves of a cut, in ms: a blink, until the bar is red, and longer than the silence that ends a stream. */
const HALVES_MS = [200, 3000, 9000];

let scene: Awaited<ReturnType<typeof openCutScene>>;
const measured: string[] = [];
beforeAll(async () => {
  scene = await openCutScene();
});
afterAll(async () => {
  await scene.close();
  process.stdout.write(`\n${measured.join('\n')}\n`);
});

type Row = Pick<CutPlan, 'setting' | 'paid' | 'halfMs'> & { readonly name: CutName };

/** Every cut at every kind of till with every amount; the lengths take turns, so that each cut has each of them. */
const rows: Row[] = CUTS.flatMap((name) =>
  SETTINGS.flatMap((setting, settingIndex) =>
    (Object.keys(PAID) as CutPlan['paid'][]).map((paid, paidIndex) => {
      const halfMs = HALVES_MS[(settingIndex + paidIndex) % HALVES_MS.length] ?? 0;
      return { name, setting, paid, halfMs };
    }),
  ),
);

describe('cut off while the customer pays', () => {
  it.each(rows)(
    '[TILL30] $name, $setting, paid $paid, twice $halfMs ms',
    { timeout: 120_000 },
    async ({ name, ...plan }) => {
      const ms = await walkThroughCut(scene, { cut: cutsOf(scene.system)[name], ...plan });

      measured.push(`${name}, ${plan.setting}, ${plan.paid}, ${2 * plan.halfMs} ms: on the screen ${ms} ms after it`);
      expect(ms).toBeLessThanOrEqual(2000);
    },
  );
});
