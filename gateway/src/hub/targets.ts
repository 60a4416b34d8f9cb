import type { Viewer } from '../auth/visibility.ts';
import type { Target } from '../log/eventLog.ts';

/** Open streams by what a target can name, so that an event costs its readers and nobody else. */
export class TargetIndex<S extends { readonly viewer: Viewer }> {
  readonly #all = new Set<S>();
  readonly #byKey = new Map<string, Set<S>>();

  get size(): number {
    return this.#all.size;
  }

  add(stream: S): void {
    this.#all.add(stream);
    for (const key of keysOf(stream.viewer)) {
      const streams = this.#byKey.get(key);
      if (streams === undefined) this.#byKey.set(key, new Set([stream]));
      else streams.add(stream);
    }
  }

  remove(stream: S): void {
    this.#all.delete(stream);
    for (const key of keysOf(stream.viewer)) {
      const streams = this.#byKey.get(key);
      streams?.delete(stream);
      if (streams?.size === 0) this.#byKey.delete(key);
    }
  }

  has(stream: S): boolean {
    return this.#all.has(stream);
  }

  all(): Iterable<S> {
    return this.#all;
  }

  company(companyId: number): ReadonlySet<S> {
    return this.#byKey.get(companyKey(companyId)) ?? new Set();
  }

  /** Streams of one user, one session or one client, inside a company (null: those without one). */
  named(kind: 'user' | 'session' | 'client', companyId: number | null, id: string): ReadonlySet<S> {
    return this.#byKey.get(namedKey(kind, companyId, id)) ?? new Set();
  }

  /** Calls once for every stream the target matches: its ids are distinct, and a stream has one of each kind. */
  forEachMatch(target: Target, visit: (stream: S) => void): void {
    if (target.kind === 'all') this.#all.forEach(visit);
    else if (target.kind === 'company') this.#byKey.get(companyKey(target.companyId))?.forEach(visit);
    else for (const id of target.ids) this.#byKey.get(namedKey(target.kind, target.companyId, id))?.forEach(visit);
  }

  count(target: Target): number {
    if (target.kind === 'all') return this.#all.size;
    if (target.kind === 'company') return this.company(target.companyId).size;
    return target.ids.reduce((sum, id) => sum + this.named(target.kind, target.companyId, id).size, 0);
  }
}

function keysOf(viewer: Viewer): string[] {
  const { companyId, userId, sessionId, clientId } = viewer;
  const keys = [namedKey('user', companyId, userId), namedKey('client', companyId, clientId)];
  if (sessionId !== null) keys.push(namedKey('session', companyId, sessionId));
  if (companyId !== null) keys.push(companyKey(companyId));
  return keys;
}

function companyKey(companyId: number): string {
  return `company:${companyId}`;
}

function namedKey(kind: string, companyId: number | null, id: string): string {
  return `${kind}:${companyId ?? ''}:${id}`;
}
