import type { DeskDeps, FrontMemory, TabChannel } from '../features/desk/keepDesk.ts';
import { type DeskVault, memoryVault } from '../features/desk/vault.ts';

/** One browser with as many tabs as the test opens: one vault, one channel between them, each tab's own memory. */
export interface FakeBrowser {
  /** The parts of one more tab. Ids are `<tab>-1`, `<tab>-2` … */
  readonly tab: (name?: string) => DeskDeps & { readonly exclusively: Exclusively };
}

type Exclusively = (round: () => Promise<void>, signal: AbortSignal) => Promise<void>;

export function fakeBrowser(vault: DeskVault = memoryVault()): FakeBrowser {
  const channels = new Set<TabChannel>();
  let lock: Promise<unknown> = Promise.resolve();

  const exclusively: Exclusively = (round, signal) => {
    const turn = lock.then(() => (signal.aborted ? undefined : round()));
    lock = turn.catch(() => undefined);
    return turn;
  };
  return {
    tab: (name = 'key') => {
      let ids = 0;
      const newId = (): string => {
        ids += 1;
        return `${name}-${ids}`;
      };
      return { vault, channel: fakeChannel(channels), front: fakeFront(), newId, exclusively };
    },
  };
}

function fakeChannel(channels: Set<TabChannel>): TabChannel {
  const channel: TabChannel = {
    onmessage: null,
    postMessage: (data) => {
      for (const other of [...channels])
        if (other !== channel) other.onmessage?.(new MessageEvent('message', { data }));
    },
    close: () => void channels.delete(channel),
  };
  channels.add(channel);
  return channel;
}

function fakeFront(): FrontMemory {
  let frontId: string | null = null;
  return {
    read: () => frontId,
    write: (draftId) => {
      frontId = draftId;
    },
  };
}
