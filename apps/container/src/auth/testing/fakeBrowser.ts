import type { Clock } from '@vppos/core/time';
import type { AuthUser } from '@vppos/core/types';
import { createExclusively } from '../exclusively.ts';
import { createSession } from '../session.ts';
import type { KeyValueStore, Session, SessionDeps } from '../session.types.ts';
import { createSessionChannel, type MessagePipe } from '../sessionChannel.ts';

/** One tab of a fake browser, its session not yet started. */
export interface FakeTab {
  readonly session: Session;
  /** What the bus was told, in order; `cleared` for a forgotten history. */
  readonly told: (AuthUser | null | 'cleared')[];
  /** The page is looked at again. */
  comeBack(): void;
}

/** Tabs that share storage, cookie and channel. Extend it here when the session needs more of a browser. */
export interface FakeBrowser {
  readonly storage: KeyValueStore & { readonly entries: ReadonlyMap<string, string> };
  openTab(changed?: Partial<SessionDeps>): FakeTab;
}

export function createFakeBrowser(clock: Clock, fetch: SessionDeps['fetch']): FakeBrowser {
  const storage = createMemoryStorage();
  const pipes = new Set<MessagePipe>();
  let ids = 0;
  return {
    storage,
    openTab: (changed) => {
      const told: FakeTab['told'] = [];
      const returns = new Set<() => void>();
      const session = createSession({
        clock,
        random: () => 1,
        fetch,
        origin: 'https://till.example',
        storage,
        openChannel: () => createSessionChannel(openPipe(pipes)),
        exclusively: createExclusively(null, clock),
        newId: () => `7f3a${++ids}`,
        page: {
          publishAuth: (user) => told.push(user),
          clearHistory: () => told.push('cleared'),
          installSession: () => () => undefined,
          listenReturn: (listener) => {
            returns.add(listener);
            return () => returns.delete(listener);
          },
        },
        ...changed,
      });
      return { session, told, comeBack: () => returns.forEach((listener) => void listener()) };
    },
  };
}

export function createMemoryStorage(): FakeBrowser['storage'] {
  const entries = new Map<string, string>();
  return {
    entries,
    get: (key) => entries.get(key) ?? null,
    set: (key, value) => void entries.set(key, value),
    remove: (key) => void entries.delete(key),
  };
}

/** As a BroadcastChannel: everybody hears it but who says it. */
function openPipe(pipes: Set<MessagePipe>): MessagePipe {
  const pipe: MessagePipe = {
    onmessage: null,
    postMessage: (data) => {
      for (const other of pipes) if (other !== pipe) other.onmessage?.({ data } as MessageEvent);
    },
    close: () => pipes.delete(pipe),
  };
  pipes.add(pipe);
  return pipe;
}
