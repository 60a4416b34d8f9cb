import { satisfiesCoreRange } from './coreRange.ts';
import type { RemoteEntry } from './registry.ts';
import { RemoteError } from './remoteError.ts';
import type { RemoteModule } from './slot.machine.ts';

/** What is used of the federation runtime. */
export interface FederationRuntime {
  registerRemotes(remotes: { name: string; entry: string }[], options?: { force?: boolean }): void;
  loadRemote(id: string): Promise<unknown>;
  /** Makes the page forget the chunks of a remote, so that code fetched anew is not answered from memory. */
  forgetChunks(name: string): void;
}

export interface RemoteLoader {
  /**
   * The remote's module. Rejects with a `RemoteError`. `isFresh` fetches its code anew instead of what is in memory;
   * where that fails, what is in memory serves.
   */
  load(remote: RemoteEntry, isFresh?: boolean): Promise<RemoteModule>;
}

/** `coreVersion` is what the container shares; a remote that needs another is never fetched. */
export function createRemoteLoader(runtime: FederationRuntime, coreVersion: string): RemoteLoader {
  // As many as the registry names.
  const loaded = new Map<string, RemoteModule>();

  const fetchModule = async (remote: RemoteEntry, isFresh: boolean): Promise<RemoteModule> => {
    if (isFresh) runtime.forgetChunks(remote.name);
    runtime.registerRemotes([{ name: remote.name, entry: remote.entry }], { force: isFresh });
    const module = toRemoteModule(await loadFrom(runtime, remote), remote);
    loaded.set(remote.name, module);
    return module;
  };

  return {
    load: async (remote, isFresh = false) => {
      if (!satisfiesCoreRange(coreVersion, remote.core)) {
        throw new RemoteError('CORE_RANGE', `${remote.name} needs core ${remote.core}; this page has ${coreVersion}.`);
      }
      const known = loaded.get(remote.name);
      if (known === undefined) return fetchModule(remote, isFresh);
      return isFresh ? fetchModule(remote, true).catch(() => known) : known;
    },
  };
}

async function loadFrom(runtime: FederationRuntime, remote: RemoteEntry): Promise<unknown> {
  try {
    return await runtime.loadRemote(`${remote.name}/remote`);
  } catch (cause) {
    throw new RemoteError('LOAD_FAILED', `${remote.name} could not be loaded from ${remote.entry}.`, { cause });
  }
}

function toRemoteModule(module: unknown, remote: RemoteEntry): RemoteModule {
  if (isRemoteModule(module)) return module;
  throw new RemoteError('NO_COMPONENT', `${remote.name} exposes "./remote" without a component called Remote.`);
}

function isRemoteModule(module: unknown): module is RemoteModule {
  if (typeof module !== 'object' || module === null || !('Remote' in module)) return false;
  // A component is a function, or an object where it is memoised or lazy.
  return typeof module.Remote === 'function' || (typeof module.Remote === 'object' && module.Remote !== null);
}
