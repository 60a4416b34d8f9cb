/** The notes and coins of a drawer, in VND. */
export const NOTES = [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000] as const;

/** How many there are of each note; what is not there is none. */
export type Counted = Readonly<Partial<Record<number, number>>>;

export function sumOfNotes(counted: Counted): number {
  return NOTES.reduce((sum, note) => sum + note * (counted[note] ?? 0), 0);
}
