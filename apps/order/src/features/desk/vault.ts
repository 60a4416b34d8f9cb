import { type Desk, EMPTY_DESK } from './desk.types.ts';

/** Where one person's desk is kept. */
export interface DeskVault {
  /**
   * Gives the desk after `change`, in one step that no other tab can come between: what is changed is what was stored last.
   * A `change` that gives back what it was given writes nothing. Rejects when the machine keeps nothing.
   */
  update(change: (stored: Desk) => Desk): Promise<Desk>;
}

/** For as long as the page lives: where the browser keeps nothing, and in tests, where several tabs may share one. */
export function memoryVault(desk: Desk = EMPTY_DESK): DeskVault {
  let stored = desk;
  return {
    update: async (change) => {
      stored = change(stored);
      return stored;
    },
  };
}

/** A vault that never rejects. `isKept`: what it was told so far is on the machine. */
export interface SureVault extends DeskVault {
  readonly isKept: () => boolean;
}

/**
 * Once the machine has kept nothing the page is its own memory, for good: mixing it with what is stored could bring back the
 * past.
 */
export function sureVault(vault: DeskVault): SureVault {
  let last = EMPTY_DESK;
  let memory: DeskVault | null = null;
  return {
    update: async (change) => {
      if (memory === null) {
        try {
          last = await vault.update(change);
          return last;
        } catch {
          memory ??= memoryVault(last);
        }
      }
      return await memory.update(change);
    },
    isKept: () => memory === null,
  };
}
