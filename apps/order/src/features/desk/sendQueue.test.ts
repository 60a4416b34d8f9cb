import { fakeClock } from '@vppos/core/testing';
import { describe, expect, it } from 'vitest';
import { fakeBrowser } from '../../testing/fakeTabs.ts';
import { type DeskKeeper, keepDesk, type TabChannel } from './keepDesk.ts';
import type { Outcome } from './newOrder.ts';
import { IDLE, nextSender, type SenderSignal, type SenderState } from './sender.machine.ts';
import { sendQueue } from './sendQueue.ts';
import { type DeskVault, memoryVault } from './vault.ts';

const stateAfter = (signals: readonly SenderSignal[], from: SenderState = IDLE): SenderState =>
  signals.reduce(nextSender, from);
const FAILED: SenderSignal = { type: 'ended', isDone: false };
const DONE: SenderSignal = { type: 'ended', isDone: true };

describe('the sender', () => {
  it('waits longer after each round that failed, and starts anew after a good one', () => {
    const twice = stateAfter([{ type: 'noticed' }, FAILED, { type: 'due' }, FAILED]);

    expect(twice).toEqual({ status: 'waiting', failures: 2 });
    expect(stateAfter([{ type: 'due' }, DONE], twice)).toEqual(IDLE);
  });

  it('does not wait when it was asked during a round that failed', () => {
    expect(stateAfter([{ type: 'noticed' }, { type: 'asked' }, FAILED])).toMatchObject({
      status: 'sending',
      failures: 1,
    });
  });

  it('keeps its wait when it only notices what it knows', () => {
    const waiting = stateAfter([{ type: 'asked' }, FAILED]);

    expect(stateAfter([{ type: 'noticed' }], waiting)).toBe(waiting);
  });

  it('does nothing more once stopped', () => {
    expect(stateAfter([{ type: 'stopped' }, { type: 'asked' }, { type: 'due' }])).toEqual({ status: 'stopped' });
  });
});

async function put(keeper: DeskKeeper, key: string): Promise<void> {
  const id = keeper.view().front?.id ?? '';
  await keeper.edit({
    type: 'changed',
    id,
    change: { type: 'productAdded', product: { id: 1, name: 'Phở', price: 1 } },
  });
  await keeper.edit({ type: 'submitted', id, nextId: `${key} next`, key, tillId: null, at: 1 });
}

/** Of a tab that the browser has put to sleep: it hears of the others only when it reads. */
const DEAF: TabChannel = { postMessage: () => undefined, onmessage: null, close: () => undefined };

async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
}

/** A tab whose server answers as the test says, by key. */
async function aTab(answers: Readonly<Record<string, Outcome>>, browser = fakeBrowser(), { isDeaf = false } = {}) {
  const clock = fakeClock();
  const parts = { ...browser.tab(), ...(isDeaf && { channel: DEAF }) };
  const keeper = keepDesk(parts);
  await keeper.refresh();
  const sent: string[] = [];
  const sender = sendQueue({
    ...parts,
    keeper,
    clock,
    random: () => 1,
    send: async ({ key }) => {
      sent.push(key);
      return answers[key] ?? { kind: 'unanswered', isCut: true };
    },
    onMade: () => undefined,
  });
  return { keeper, sender, sent, clock };
}

describe('a round', () => {
  it('[ORDMFE18] sends in order, and stops where nobody answers', async () => {
    const { keeper, sent, sender } = await aTab({ b: { kind: 'made', orderId: 2 } });
    await put(keeper, 'a');
    await put(keeper, 'b');

    await expect.poll(() => keeper.view().desk.queue[0]?.attempts).toBeGreaterThan(0);
    sender.stop();

    expect(sent).not.toContain('b');
    expect(keeper.view().desk.queue.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('[ORDMFE18] sends no order that the machine has not kept yet', async () => {
    const gate = Promise.withResolvers<void>();
    const machine = memoryVault();
    const slow: DeskVault = {
      update: async (change) => {
        const after = change(await machine.update((desk) => desk));
        if (after.queue.length > 0) await gate.promise;
        return await machine.update(change);
      },
    };
    const { keeper, sent, sender } = await aTab({ a: { kind: 'made', orderId: 1 } }, fakeBrowser(slow));
    void put(keeper, 'a');
    await settle();
    const shown = keeper.view().desk.queue.length;
    const before = [...sent];
    gate.resolve();
    await settle();
    sender.stop();

    expect([shown, before, sent]).toEqual([1, [], ['a']]);
  });

  it('[ORDMFE18] goes on to the next order behind one that the server chokes on', async () => {
    const { keeper, sender } = await aTab({ a: { kind: 'unanswered', isCut: false }, b: { kind: 'made', orderId: 2 } });
    await put(keeper, 'a');
    await put(keeper, 'b');
    sender.ask();

    await expect.poll(() => keeper.view().desk.queue.map(({ key }) => key)).toEqual(['a']);
    sender.stop();
  });

  it('[ORDMFE18] tries again by itself after a wait that grows', async () => {
    const { keeper, sent, clock, sender } = await aTab({});
    await put(keeper, 'a');
    await expect.poll(() => clock.pending()).toBe(1);
    const before = sent.length;

    clock.advance(1000);
    await settle();
    clock.advance(1999);
    await settle();
    expect(sent).toHaveLength(before + 1);
    clock.advance(1);
    await settle();

    expect(sent).toHaveLength(before + 2);
    sender.stop();
    await expect.poll(() => clock.pending()).toBe(0);
  });

  it('[ORDMFE18] does not send again what another tab has sent in the meantime', async () => {
    const browser = fakeBrowser();
    const made: Outcome = { kind: 'made', orderId: 1 };
    const asleep = await aTab({}, browser, { isDeaf: true });
    await put(asleep.keeper, 'a');
    await settle();
    const awake = await aTab({ a: made }, browser);
    await settle();
    const before = asleep.sent.length;

    asleep.sender.ask();
    await settle();

    expect(awake.sent).toEqual(['a']);
    expect(asleep.sent).toHaveLength(before);
    asleep.sender.stop();
    awake.sender.stop();
  });
});
