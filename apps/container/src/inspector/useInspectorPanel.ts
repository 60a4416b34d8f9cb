import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { isInspectorShortcut } from './shortcut.ts';

/** Whether the inspector lies over the page, and how it comes and goes. */
export interface InspectorPanel {
  readonly isOpen: boolean;
  /** False where the inspector has the page for itself: no panel opens over it. */
  readonly isAvailable: boolean;
  readonly toggle: () => void;
  readonly close: () => void;
  /** The panel's element while it is open. */
  readonly panel: RefObject<HTMLElement | null>;
}

export function useInspectorPanel(isAvailable: boolean): InspectorPanel {
  const [isWanted, setWanted] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const opener = useRef<Element | null>(null);
  const isOpen = isWanted && isAvailable;

  const close = useCallback(() => {
    // Who has gone on working in the till keeps the focus there.
    const hadFocus = panel.current?.contains(document.activeElement) === true;
    setWanted(false);
    if (hadFocus && opener.current instanceof HTMLElement) opener.current.focus();
  }, []);
  const toggle = useCallback(() => {
    if (isOpen) {
      close();
      return;
    }
    opener.current = document.activeElement;
    setWanted(isAvailable);
  }, [isOpen, isAvailable, close]);

  useEffect(() => {
    if (!isAvailable) setWanted(false);
  }, [isAvailable]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isInspectorShortcut(event)) return;
      event.preventDefault();
      toggle();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [toggle]);
  return { isOpen, isAvailable, toggle, close, panel };
}
