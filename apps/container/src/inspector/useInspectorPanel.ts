import { useCallback, useEffect } from 'react';
import { type Panel, usePanel } from '../shell/usePanel.ts';
import { isInspectorShortcut } from './shortcut.ts';

/** Whether the inspector lies over the page, and how it comes and goes. */
export interface InspectorPanel extends Panel {
  /** False where the inspector has the page for itself: no panel opens over it. */
  readonly isAvailable: boolean;
}

export function useInspectorPanel(isAvailable: boolean): InspectorPanel {
  const { isOpen, toggle: toggleAnyway, close, panel } = usePanel();
  const toggle = useCallback(() => {
    if (isAvailable) toggleAnyway();
  }, [isAvailable, toggleAnyway]);

  useEffect(() => {
    if (!isAvailable) close();
  }, [isAvailable, close]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isInspectorShortcut(event)) return;
      event.preventDefault();
      toggle();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [toggle]);
  return { isOpen: isOpen && isAvailable, isAvailable, toggle, close, panel };
}
