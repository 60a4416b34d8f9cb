import { loadRemote, registerRemotes } from '@module-federation/enhanced/runtime';
import type { FederationRuntime } from './remoteLoader.ts';

/** The page's real federation runtime. */
export const federationRuntime: FederationRuntime = {
  registerRemotes,
  loadRemote: (id) => loadRemote(id),
  forgetChunks: (name) => {
    // Where webpack keeps the chunks of a build whose `output.uniqueName` is `vppos_<name>`: a second copy of its entry
    // would take the old code from there. What is loaded already has its own reference.
    Reflect.deleteProperty(globalThis, `webpackChunkvppos_${name}`);
  },
};
