import { afterAll, describe, expect, it } from 'vitest';
import { faultsOf } from './axeFaults.ts';
import { BESIDE_SCREENS } from './screens/beside.screens.ts';
import { writeGallery } from './screens/gallery.ts';
import { layoutFaults } from './screens/layoutFaults.ts';
import { dress, isPictured, LOOKS, type Look } from './screens/look.ts';
import { MONEY_SCREENS } from './screens/money.screens.ts';
import { PAYING_SCREENS } from './screens/paying.screens.ts';
import { pictureName, takePicture } from './screens/pictures.ts';
import { takeSeat } from './screens/seat.ts';
import { SELLING_SCREENS } from './screens/selling.screens.ts';
import { SHELL_SCREENS } from './screens/shell.screens.ts';
import { openShop } from './shop.ts';

const SCREENS = [...SELLING_SCREENS, ...PAYING_SCREENS, ...MONEY_SCREENS, ...BESIDE_SCREENS, ...SHELL_SCREENS];

const { system, browser } = await openShop();
afterAll(() => writeGallery(SCREENS));

describe('in both languages, light and dark, wide and narrow', () => {
  it.each(SCREENS)(
    '[TILL40] $name has nothing that axe or a pair of eyes finds wrong',
    {
      timeout: 180_000,
    },
    async (screen) => {
      const seat = await takeSeat(browser, system, screen.till ?? 'Quay-1');
      const page = await screen.reach(seat);

      const faults = new Map<string, Look[]>();
      for (const look of LOOKS) {
        await dress(page, look);
        const found = [...(await layoutFaults(page, screen.inSight)), ...(await faultsOf(page))];
        for (const fault of found) faults.set(fault, [...(faults.get(fault) ?? []), look]);
        if (isPictured(look) || screen.alsoTaken?.includes(look)) await takePicture(page, pictureName(screen, look));
      }
      await seat.context.close();

      expect([...faults].map(([fault, looks]) => `${fault} (${looks.join(', ')})`)).toEqual([]);
    },
  );
});
