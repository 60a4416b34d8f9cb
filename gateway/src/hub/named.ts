/** Streams by a name of theirs. Most names have one stream, so a set is made only for the second. */
export class Named<S extends object> {
  readonly #byName = new Map<string, S | Set<S>>();

  add(name: string, stream: S): void {
    const known = this.#byName.get(name);
    if (known === undefined) this.#byName.set(name, stream);
    else if (known instanceof Set) known.add(stream);
    else this.#byName.set(name, new Set([known, stream]));
  }

  remove(name: string, stream: S): void {
    const known = this.#byName.get(name);
    if (known instanceof Set) known.delete(stream);
    if (known === stream || (known instanceof Set && known.size === 0)) this.#byName.delete(name);
  }

  forEach(name: string, visit: (stream: S) => void): void {
    const known = this.#byName.get(name);
    if (known instanceof Set) known.forEach(visit);
    else if (known !== undefined) visit(known);
  }

  /** The one that was added first. */
  first(name: string): S | undefined {
    const known = this.#byName.get(name);
    if (!(known instanceof Set)) return known;
    for (const stream of known) return stream;
    return undefined;
  }

  count(name: string): number {
    const known = this.#byName.get(name);
    if (known === undefined) return 0;
    return known instanceof Set ? known.size : 1;
  }
}
