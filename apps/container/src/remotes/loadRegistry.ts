import { decodeRegistry, type RegistryProblem, type RemoteEntry } from './registry.ts';
import { REGISTRY_URL } from './registryUrl.ts';

/** No registry by then: the last good copy is used. In ms. */
export const REGISTRY_DEADLINE_MS = 3000;
/** Where the last good copy is kept in this browser. */
export const REGISTRY_KEY = 'vppos.mfe_registry';

/** What the till opens with when it has never seen a registry. */
export const BUILT_IN_REMOTES: readonly RemoteEntry[] = [
  {
    name: 'order',
    title: { vi: 'Bán hàng', en: 'Sales' },
    basePath: '/order',
    entry: 'http://127.0.0.1:3001/mf-manifest.json',
    core: '^1.2.0',
  },
  {
    name: 'payment',
    title: { vi: 'Thanh toán', en: 'Payment' },
    basePath: '/payment',
    entry: 'http://127.0.0.1:3002/mf-manifest.json',
    core: '^1.2.0',
  },
];

/** `problem` says why it is not the server's: for developers. */
export interface Registry {
  readonly remotes: readonly RemoteEntry[];
  readonly source: 'server' | 'lastGood' | 'builtIn';
  readonly problem?: RegistryProblem | { readonly code: 'UNREACHABLE'; readonly detail: string };
}

export interface RegistrySources {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly deadline: (ms: number) => AbortSignal;
}

/** Never fails: the server's registry, else this browser's last good copy, else the built-in one. */
export async function loadRegistry({ fetch, storage, deadline }: RegistrySources): Promise<Registry> {
  const answer = await readDocument(fetch, deadline(REGISTRY_DEADLINE_MS));
  const read = 'document' in answer ? decodeRegistry(answer.document) : answer;
  if (read.ok) {
    if ('document' in answer) keep(storage, answer.document);
    return { remotes: read.remotes, source: 'server' };
  }
  const problem = { code: read.code, detail: read.detail };
  const kept = lastGood(storage);
  return kept === null
    ? { remotes: BUILT_IN_REMOTES, source: 'builtIn', problem }
    : { remotes: kept, source: 'lastGood', problem };
}

type Answer =
  | { readonly document: string }
  | { readonly ok: false; readonly code: 'UNREACHABLE'; readonly detail: string };

async function readDocument(fetch: RegistrySources['fetch'], signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(REGISTRY_URL, { signal, cache: 'no-cache' });
    if (!response.ok) return { ok: false, code: 'UNREACHABLE', detail: `The registry answered ${response.status}.` };
    return { document: await response.text() };
  } catch (error) {
    return { ok: false, code: 'UNREACHABLE', detail: error instanceof Error ? error.message : String(error) };
  }
}

function keep(storage: RegistrySources['storage'], document: string): void {
  try {
    storage.setItem(REGISTRY_KEY, document);
  } catch {
    // Full or forbidden storage costs only the copy.
  }
}

function lastGood(storage: RegistrySources['storage']): readonly RemoteEntry[] | null {
  try {
    const read = decodeRegistry(storage.getItem(REGISTRY_KEY) ?? '');
    return read.ok ? read.remotes : null;
  } catch {
    return null;
  }
}
