import 'fake-indexeddb/auto';
import { fakeClock } from '@vppos/core/testing';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { RECORDED_PRODUCTS } from '../../standalone/recordedShop.ts';
import { orderDatabase } from './database.ts';
import { idbVault } from './idbVault.ts';
import { menuShelf } from './menuShelf.ts';
import { type DeskEdit, nextDesk } from './nextDesk.ts';

const ENSURED: DeskEdit = { type: 'ensured', id: 'a' };
const addPho: DeskEdit = {
  type: 'changed',
  id: 'a',
  change: { type: 'productAdded', product: { id: 1, name: 'Phở', price: 1 } },
};
const vaultOf = (name: string, owner: string) => idbVault({ database: orderDatabase(name), owner, clock: fakeClock() });

it('[ORDMFE16] finds everything again after a reload, and only its own', async () => {
  await vaultOf('reload', '1/1').update((desk) => [ENSURED, addPho].reduce(nextDesk, desk));

  const again = await vaultOf('reload', '1/1').update((desk) => desk);
  const another = await vaultOf('reload', '1/2').update((desk) => desk);

  expect(again.drafts[0]?.lines).toHaveLength(1);
  expect(another.drafts).toEqual([]);
});

it('[ORDMFE17] makes the edits of two connections one after the other', async () => {
  const [one, two] = [vaultOf('two', '1/1'), vaultOf('two', '1/1')];
  await one.update((desk) => nextDesk(desk, ENSURED));

  await Promise.all([one, two, one, two, two].map((vault) => vault.update((desk) => nextDesk(desk, addPho))));

  const { drafts } = await one.update((desk) => desk);
  expect(drafts[0]?.lines[0]?.quantity).toBe(5);
});

it('[ORDMFE16] puts aside what it cannot read, and starts without it', async () => {
  const vault = vaultOf('broken', '1/1');
  await vault.update((desk) => nextDesk(desk, ENSURED));
  const database = await openDB('broken');
  await database.put('desks', { version: 3, drafts: [{ id: 'x' }], queue: [], made: [], putAside: 0 }, '1/1');

  const desk = await vault.update((stored) => stored);
  const again = await vault.update((stored) => stored);

  expect(desk).toMatchObject({ drafts: [], putAside: 1 });
  expect(again.putAside).toBe(1);
  expect(await database.getAll('aside')).toMatchObject([{ owner: '1/1', record: { id: 'x' } }]);
  database.close();
});

it('[ORDMFE11] keeps the last menu of a company, and takes a broken one for none', async () => {
  const shelf = menuShelf(orderDatabase('menu'), 1);
  await shelf.keep({ readAt: 7, items: RECORDED_PRODUCTS });

  expect(await shelf.read()).toEqual({ readAt: 7, items: RECORDED_PRODUCTS });
  expect(await menuShelf(orderDatabase('menu'), 2).read()).toBeNull();
  const database = await openDB('menu');
  await database.put('menus', { items: 'none' }, '1');
  expect(await shelf.read()).toBeNull();
  database.close();
});
