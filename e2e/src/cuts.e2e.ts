import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCutScene } from './lifecycle/cutScene.ts';
import { type CutName, cutsOf } from './lifecycle/cuts.ts';
import { walkThroughCut } from './lifecycle/cutWalk.ts';

let scene: Awaited<ReturnType<typeof openCutScene>>;
const measured: string[] = [];
beforeAll(async () => {
  scene = await openCutScene();
});
afterAll(async () => {
  await scene.close();
  process.stdout.write(`\n${measured.join('\n')}\n`);
});

describe('cut off while the customer pays', () => {
  it.each<{ name: CutName; halfMs: number }>([
    { name: 'tab frozen', halfMs: 500 },
    { name: 'gateway down', halfMs: 3700 },
    { name: 'offline', halfMs: 3700 },
  ])('[TILL30] $name: the invoice is there 2 s after it, announced once', async ({ name, halfMs }) => {
    const cut = cutsOf(scene.system)[name];
    const ms = await walkThroughCut(scene, { cut, setting: 'alone', paid: 'exact', halfMs });

    measured.push(`${name}: on the screen ${ms} ms after the cut`);
    expect(ms).toBeLessThanOrEqual(2000);
  });
});
