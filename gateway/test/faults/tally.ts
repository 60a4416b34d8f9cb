/** Counts by group and name, told in one line. */
export class Tally {
  readonly #groups = new Map<string, Map<string, number>>();

  add(group: string, name: string, count = 1): void {
    const counts = this.#groups.get(group) ?? new Map<string, number>();
    this.#groups.set(group, counts.set(name, (counts.get(name) ?? 0) + count));
  }

  /** Of one name, or of the whole group. */
  count(group: string, name?: string): number {
    const counts = this.#groups.get(group) ?? new Map<string, number>();
    if (name !== undefined) return counts.get(name) ?? 0;
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  }

  tell(): string {
    const groups = [...this.#groups].map(([group, counts]) => {
      const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`);
      return `${group}: ${counts.has('all') ? this.count(group) : parts.join(', ')}`;
    });
    return groups.join(' · ');
  }
}
