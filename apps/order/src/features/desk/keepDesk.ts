import type { Stop } from '@vppos/core/time';
import { type Desk, type Draft, EMPTY_DESK } from './desk.types.ts';
import { type DeskEdit, type Limit, limitOf, nextDesk } from './nextDesk.ts';
import { type DeskVault, sureVault } from './vault.ts';

/** The word between the tabs of one browser that the desk has changed; a `BroadcastChannel` is one. */
export interface TabChannel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

/** Which draft this tab has in front, kept over a reload of this tab. */
export interface FrontMemory {
  read(): string | null;
  write(draftId: string): void;
}

export interface DeskDeps {
  readonly vault: DeskVault;
  readonly channel: TabChannel;
  readonly front: FrontMemory;
  /** A fresh id that nobody guesses. */
  readonly newId: () => string;
}

export interface DeskView {
  readonly desk: Desk;
  /** What is stored has been read. Before, there is nothing to show. */
  readonly isLoaded: boolean;
  /** The machine keeps what is done here. */
  readonly isKept: boolean;
  /** The last edit was not made, or not wholly, because of this; `gone`: another tab has sent or closed its draft. */
  readonly limit: Limit | 'gone' | null;
  readonly front: Draft | null;
}

/** One tab's hand on the desk: edits show at once and are made to what is stored, so that no tab loses another's. */
export interface DeskKeeper {
  readonly view: () => DeskView;
  readonly subscribe: (listener: () => void) => Stop;
  /** Settles when the edit is stored. */
  readonly edit: (edit: DeskEdit) => Promise<void>;
  /** What is stored, by this tab and every other: without the edits that are still on their way. */
  readonly refresh: () => Promise<Desk>;
  readonly show: (draftId: string) => void;
  readonly stop: Stop;
}

export function keepDesk({ channel, front, newId, vault }: DeskDeps): DeskKeeper {
  const stock = deskStock(vault);
  const listeners = new Set<() => void>();
  let frontId = front.read();
  let view: DeskView = { desk: EMPTY_DESK, isLoaded: false, isKept: true, limit: null, front: null };

  const show = (change: Partial<DeskView> = {}): void => {
    const desk = stock.desk();
    view = { ...view, ...change, desk, isKept: stock.isKept(), front: frontOf(desk, frontId) };
    for (const listener of [...listeners]) listener();
  };
  const goTo = (draftId: string): void => {
    frontId = draftId;
    front.write(draftId);
  };
  const edit = async (wanted: DeskEdit): Promise<void> => {
    const limit = limitOf(view.desk, wanted);
    const toFront = limit === null ? frontAfter(view.desk, wanted) : null;
    if (toFront !== null) goTo(toFront);
    const isStored = stock.store(wanted);
    show({ limit });
    await isStored;
    channel.postMessage('changed');
    show(isLost(stock.desk(), wanted) ? { limit: 'gone' } : {});
  };
  const refresh = async (): Promise<Desk> => {
    const stored = await stock.refresh();
    show();
    return stored;
  };

  channel.onmessage = () => void refresh();
  void stock.store({ type: 'ensured', id: newId() }).then(() => show({ isLoaded: true }));
  return {
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    edit,
    refresh,
    show: (draftId) => {
      goTo(draftId);
      show({ limit: null });
    },
    stop: () => {
      listeners.clear();
      channel.onmessage = null;
      channel.close();
    },
  };
}

/** What is stored, as far as this tab knows, and above it the edits of this tab that are still on their way. */
function deskStock(given: DeskVault) {
  const vault = sureVault(given);
  const waiting: DeskEdit[] = [];
  let stored = EMPTY_DESK;
  const update = async (change: (desk: Desk) => Desk): Promise<Desk> => {
    const desk = await vault.update(change);
    // An answer that was overtaken by a later one is old.
    if (desk.version >= stored.version) stored = desk;
    return stored;
  };
  return {
    desk: () => waiting.reduce(nextDesk, stored),
    isKept: vault.isKept,
    store: async (edit: DeskEdit): Promise<void> => {
      waiting.push(edit);
      await update((desk) => nextDesk(desk, edit));
      waiting.splice(waiting.indexOf(edit), 1);
    },
    refresh: () => update((desk) => desk),
  };
}

/** The draft that was to be edited is not there any more. */
function isLost({ drafts }: Desk, edit: DeskEdit): boolean {
  return edit.type === 'changed' && !drafts.some((draft) => draft.id === edit.id);
}

/** Without the one that was in front, an empty one: nothing is added to a table by mistake. */
function frontOf({ drafts }: Desk, frontId: string | null): Draft | null {
  const wanted = drafts.find((draft) => draft.id === frontId);
  return wanted ?? drafts.find((draft) => draft.lines.length === 0) ?? drafts[0] ?? null;
}

/** Which draft an edit brings to the front; null leaves it to those there are. */
function frontAfter({ drafts }: Desk, edit: DeskEdit): string | null {
  switch (edit.type) {
    case 'opened':
    case 'reopened':
      return edit.id;
    case 'submitted':
      return edit.nextId;
    case 'closed': {
      const index = drafts.findIndex((draft) => draft.id === edit.id);
      return (drafts[index + 1] ?? drafts[index - 1])?.id ?? edit.nextId;
    }
    default:
      return null;
  }
}
