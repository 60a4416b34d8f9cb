import { describe, expect, it } from 'vitest';
import { fakeBrowser } from '../../testing/fakeTabs.ts';
import { type DeskKeeper, keepDesk } from './keepDesk.ts';
import { type DeskVault, memoryVault } from './vault.ts';

const PHO = { id: 1, name: 'Phở tái', price: 55_000 };

async function opened(browser = fakeBrowser(), name = 'tab'): Promise<DeskKeeper> {
  const keeper = keepDesk(browser.tab(name));
  await keeper.refresh();
  return keeper;
}

function add(keeper: DeskKeeper): Promise<void> {
  const id = keeper.view().front?.id ?? '';
  return keeper.edit({ type: 'changed', id, change: { type: 'productAdded', product: PHO } });
}

const quantity = (keeper: DeskKeeper) => keeper.view().front?.lines[0]?.quantity;

describe('two tabs of one browser', () => {
  it('[ORDMFE17] lose none of the edits that both make at once', async () => {
    const browser = fakeBrowser();
    const [one, two] = [await opened(browser, 'one'), await opened(browser, 'two')];

    await Promise.all([add(one), add(two), add(one), add(two)]);
    await Promise.all([one.refresh(), two.refresh()]);

    expect([quantity(one), quantity(two)]).toEqual([4, 4]);
  });

  it("[ORDMFE17] follow each other's edits by themselves", async () => {
    const browser = fakeBrowser();
    const [one, two] = [await opened(browser, 'one'), await opened(browser, 'two')];

    await add(one);
    await Promise.resolve();

    await expect.poll(() => quantity(two)).toBe(1);
  });

  it('[ORDMFE17] say so when the other has just sent the draft that is edited', async () => {
    const browser = fakeBrowser();
    const [one, two] = [await opened(browser, 'one'), await opened(browser, 'two')];
    await add(one);
    const id = one.view().front?.id ?? '';

    const sent = one.edit({ type: 'submitted', id, nextId: 'next', key: 'k', tillId: null, at: 1 });
    await Promise.all([sent, two.edit({ type: 'changed', id, change: { type: 'noted', note: 'late' } })]);

    expect(two.view().limit).toBe('gone');
    expect(one.view().limit).toBeNull();
  });

  it('[ORDMFE17] make one order of a draft that both send', async () => {
    const browser = fakeBrowser();
    const [one, two] = [await opened(browser, 'one'), await opened(browser, 'two')];
    await add(one);
    const id = one.view().front?.id ?? '';
    const submit = (keeper: DeskKeeper, key: string) =>
      keeper.edit({ type: 'submitted', id, nextId: `${key} next`, key, tillId: null, at: 1 });

    await Promise.all([submit(one, 'k1'), submit(two, 'k2')]);
    await one.refresh();

    expect(one.view().desk.queue).toHaveLength(1);
  });
});

describe('one tab', () => {
  it('shows an edit before it is stored', async () => {
    const keeper = await opened();

    const isStored = add(keeper);

    expect(quantity(keeper)).toBe(1);
    await isStored;
    expect(quantity(keeper)).toBe(1);
  });

  it('[ORDMFE16] goes on without a machine that keeps anything, and says so', async () => {
    const full: DeskVault = { update: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
    const keeper = await opened(fakeBrowser(full));

    await add(keeper);
    await add(keeper);

    expect(quantity(keeper)).toBe(2);
    expect(keeper.view().isKept).toBe(false);
  });

  it('[ORDMFE16] does not go back to the machine after it has failed, so that no edit is undone', async () => {
    const good = memoryVault();
    let isFailing = false;
    const vault: DeskVault = {
      update: (change) => (isFailing ? Promise.reject(new Error('gone')) : good.update(change)),
    };
    const keeper = await opened(fakeBrowser(vault));
    await add(keeper);
    isFailing = true;
    await add(keeper);
    isFailing = false;

    await add(keeper);

    expect(quantity(keeper)).toBe(3);
  });

  it('[ORDMFE13] comes back to the draft it had in front', async () => {
    const tab = fakeBrowser().tab();
    const before = keepDesk(tab);
    await before.edit({ type: 'opened', id: 'second' });
    before.stop();

    const after = keepDesk(tab);
    await after.refresh();

    expect(after.view().front?.id).toBe('second');
  });
});
