import type { Viewer } from '../auth/visibility.ts';
import type { Target } from '../log/eventLog.ts';
import { Named } from './named.ts';

/** What names a single stream, or a few, inside a company. */
export type NamedKind = 'user' | 'session' | 'client';

/** The open streams of one company, or of the services that belong to none. */
class CompanyStreams<S extends object> {
  readonly all = new Set<S>();
  readonly user = new Named<S>();
  readonly session = new Named<S>();
  readonly client = new Named<S>();
}

/** Open streams by what a target can name, so that an event costs its readers and nobody else. */
export class TargetIndex<S extends { readonly viewer: Viewer }> {
  readonly #all = new Set<S>();
  readonly #byCompany = new Map<number | null, CompanyStreams<S>>();

  get size(): number {
    return this.#all.size;
  }

  add(stream: S): void {
    const { companyId, userId, sessionId, clientId } = stream.viewer;
    const company = this.#byCompany.get(companyId) ?? new CompanyStreams<S>();
    this.#byCompany.set(companyId, company);
    this.#all.add(stream);
    company.all.add(stream);
    company.user.add(userId, stream);
    company.client.add(clientId, stream);
    if (sessionId !== null) company.session.add(sessionId, stream);
  }

  /** Whether it was there. */
  remove(stream: S): boolean {
    const { companyId, userId, sessionId, clientId } = stream.viewer;
    const company = this.#byCompany.get(companyId);
    if (company === undefined || !this.#all.delete(stream)) return false;
    company.all.delete(stream);
    company.user.remove(userId, stream);
    company.client.remove(clientId, stream);
    if (sessionId !== null) company.session.remove(sessionId, stream);
    if (company.all.size === 0) this.#byCompany.delete(companyId);
    return true;
  }

  all(): Iterable<S> {
    return this.#all;
  }

  company(companyId: number): ReadonlySet<S> {
    return this.#byCompany.get(companyId)?.all ?? new Set();
  }

  /** Streams of one user, one session or one client, inside a company (null: those without one). */
  named(kind: NamedKind, companyId: number | null, id: string): S[] {
    const streams: S[] = [];
    this.#byCompany.get(companyId)?.[kind].forEach(id, (stream) => streams.push(stream));
    return streams;
  }

  /** Calls once for every stream the target matches: its ids are distinct, and a stream has one of each kind. */
  forEachMatch(target: Target, visit: (stream: S) => void): void {
    if (target.kind === 'all') this.#all.forEach(visit);
    else if (target.kind === 'company') this.#byCompany.get(target.companyId)?.all.forEach(visit);
    else for (const id of target.ids) this.#byCompany.get(target.companyId)?.[target.kind].forEach(id, visit);
  }

  count(target: Target): number {
    if (target.kind === 'all') return this.#all.size;
    if (target.kind === 'company') return this.company(target.companyId).size;
    const named = this.#byCompany.get(target.companyId)?.[target.kind];
    return named === undefined ? 0 : target.ids.reduce((sum, id) => sum + named.count(id), 0);
  }
}
