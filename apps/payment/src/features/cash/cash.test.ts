import { describe, expect, it } from 'vitest';
import { balanceOf, suggestedNotes } from './cash.ts';

describe('[PAYMFE10] what customers hand over', () => {
  it.each([
    [237_000, [237_000, 240_000, 250_000, 300_000, 400_000, 500_000]],
    [250_000, [250_000, 300_000, 400_000, 500_000]],
    [500_000, [500_000, 600_000]],
    [5_000, [5_000, 10_000, 50_000, 100_000, 200_000, 500_000]],
    [1_230_000, [1_230_000, 1_250_000, 1_300_000, 1_400_000, 1_500_000]],
  ])('[PAYMFE10] for %i đồng: exactly that and the next round sums, each once', (due, notes) => {
    expect(suggestedNotes(due)).toEqual(notes);
  });

  it('[PAYMFE10] gives back what is too much, and names what is missing', () => {
    expect(balanceOf(237_000, 500_000)).toEqual({ change: 263_000, missing: 0 });
    expect(balanceOf(237_000, 200_000)).toEqual({ change: 0, missing: 37_000 });
  });
});
