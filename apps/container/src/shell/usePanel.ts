import { type RefObject, useCallback, useRef, useState } from 'react';

/** Something that lies over the page until it is closed, and locks nothing. */
export interface Panel {
  readonly isOpen: boolean;
  readonly toggle: () => void;
  /** Gives the focus back to where it came from, if it was in the panel. */
  readonly close: () => void;
  /** The panel's element while it is open. */
  readonly panel: RefObject<HTMLElement | null>;
}

export function usePanel(): Panel {
  const [isOpen, setOpen] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);

  const close = useCallback(() => {
    // Who has gone on working in the till keeps the focus there.
    const hadFocus = panel.current?.contains(document.activeElement) === true;
    setOpen(false);
    if (hadFocus && opener.current instanceof HTMLElement) opener.current.focus();
  }, []);
  const toggle = useCallback(() => {
    if (isOpen) {
      close();
      return;
    }
    opener.current = document.activeElement;
    setOpen(true);
  }, [isOpen, close]);
  return { isOpen, toggle, close, panel };
}
