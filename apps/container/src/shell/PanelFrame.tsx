import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import type { Panel } from './usePanel.ts';

interface PanelFrameProps extends Pick<Panel, 'panel' | 'close'> {
  readonly label: string;
  readonly className: string | undefined;
  readonly testId: string;
  readonly children: ReactNode;
}

/** What lies over whatever page is open. The page beside it goes on working: nothing is locked. Escape closes it. */
export function PanelFrame({ panel, close, label, className, testId, children }: PanelFrameProps) {
  // A person has just asked for it.
  useEffect(() => panel.current?.focus(), [panel]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    <aside
      ref={panel}
      className={className}
      role="dialog"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      data-testid={testId}
    >
      {children}
    </aside>
  );
}
