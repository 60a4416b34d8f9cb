/** What people round up to when they pay in notes, in VND. */
const ROUND_TO = [10_000, 50_000, 100_000, 200_000, 500_000];

/** What a customer is likely to hand over for `due`: exactly that, then the next round sums, each once, smallest first. */
export function suggestedNotes(due: number): readonly number[] {
  const sums = ROUND_TO.map((step) => Math.ceil(due / step) * step);
  return [...new Set([due, ...sums])].sort((a, b) => a - b);
}

/** What goes back, or how much is still missing; both in VND and never negative. */
export interface Balance {
  readonly change: number;
  readonly missing: number;
}

export function balanceOf(due: number, tendered: number): Balance {
  return { change: Math.max(0, tendered - due), missing: Math.max(0, due - tendered) };
}
