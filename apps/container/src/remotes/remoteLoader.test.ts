import { describe, expect, it } from 'vitest';
import { BUILT_IN_REMOTES } from './loadRegistry.ts';
import type { RemoteEntry } from './registry.ts';
import { createRemoteLoader, type FederationRuntime } from './remoteLoader.ts';

// The built-in registry has two entries; the first is order.
const order = BUILT_IN_REMOTES[0] as RemoteEntry;
const Remote = (): null => null;
const Mended = (): null => null;

/** Answers each `loadRemote` with the next of `answers`; an Error rejects. Notes what was asked. */
function fakeRuntime(...answers: unknown[]) {
  const calls: string[] = [];
  const runtime: FederationRuntime = {
    registerRemotes: ([remote], options) => {
      calls.push(`register ${remote?.name} ${options?.force === true ? 'anew' : 'once'}`);
    },
    loadRemote: async (id) => {
      calls.push(`load ${id}`);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    forgetChunks: (name) => void calls.push(`forget ${name}`),
  };
  return { runtime, calls };
}

describe('createRemoteLoader', () => {
  it('registers the remote and loads what it exposes', async () => {
    const { runtime, calls } = fakeRuntime({ Remote });

    const module = await createRemoteLoader(runtime, '1.2.0').load(order);

    expect(module.Remote).toBe(Remote);
    expect(calls).toEqual(['register order once', 'load order/remote']);
  });

  it('[REMOTE3] never fetches a remote that needs another core', async () => {
    const { runtime, calls } = fakeRuntime({ Remote });

    const loading = createRemoteLoader(runtime, '1.9.0').load({ ...order, core: '^2.0.0' });

    await expect(loading).rejects.toMatchObject({ code: 'CORE_RANGE', message: expect.stringContaining('^2.0.0') });
    expect(calls).toEqual([]);
  });

  it('keeps a loaded module', async () => {
    const { runtime, calls } = fakeRuntime({ Remote });
    const loader = createRemoteLoader(runtime, '1.2.0');

    await loader.load(order);
    await loader.load(order);

    expect(calls.filter((call) => call.startsWith('load'))).toHaveLength(1);
  });

  it('[REMOTE7] asks again after a failure', async () => {
    const cause = new Error('no network');
    const { runtime } = fakeRuntime(cause, { Remote });
    const loader = createRemoteLoader(runtime, '1.2.0');

    await expect(loader.load(order)).rejects.toMatchObject({ code: 'LOAD_FAILED', cause });

    expect((await loader.load(order)).Remote).toBe(Remote);
  });

  it('[REMOTE7] fetches code anew when asked, and falls back on what is in memory', async () => {
    const { runtime, calls } = fakeRuntime({ Remote }, { Remote: Mended }, new Error('down'));
    const loader = createRemoteLoader(runtime, '1.2.0');
    await loader.load(order);

    expect((await loader.load(order, true)).Remote).toBe(Mended);
    expect((await loader.load(order, true)).Remote).toBe(Mended);
    expect(calls.filter((call) => !call.startsWith('load'))).toEqual([
      'register order once',
      'forget order',
      'register order anew',
      'forget order',
      'register order anew',
    ]);
  });

  it.each([[null], [{}], [{ Remote: 'div' }], [{ Remote: null }], [undefined]])(
    'refuses a module without a component: %j',
    async (answer) => {
      const { runtime } = fakeRuntime(answer);

      await expect(createRemoteLoader(runtime, '1.2.0').load(order)).rejects.toMatchObject({ code: 'NO_COMPONENT' });
    },
  );
});
