import { describe, expect, it } from 'vitest';
import { createSlotBoard } from './slotBoard.ts';

describe('createSlotBoard', () => {
  it('[REMOTE11] marks a remote from its failure until it is on the screen again', () => {
    const board = createSlotBoard();
    const seen: string[][] = [];
    board.subscribe(() => seen.push([...board.failed()]));

    for (const status of ['loading', 'failed', 'loading', 'failed', 'loading', 'mounted', 'mounted'] as const) {
      board.tell('order', status);
    }
    board.tell('payment', 'failed');

    expect(seen).toEqual([['order'], [], ['payment']]);
  });
});
