import {
  defaultRangeExtractor,
  measureElement,
  observeElementRect,
  type Range,
  useVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { type RefObject, useRef, useState } from 'react';

/** The place of a list that has no layout yet (a pane that is not shown, a test), in px: it shows its first rows. */
const UNKNOWN_ROOM = { width: 900, height: 900 };
const OVERSCAN_ROWS = 4;

interface VirtualRowsOptions {
  readonly count: number;
  /** What a row takes before it was measured, with the gap to the next, in px. */
  readonly rowHeight: number;
  /** A row that is rendered wherever the list is scrolled to, so that it can take the focus. */
  readonly pinned?: number | undefined;
}

export interface VirtualRows {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtualizer: Virtualizer<HTMLDivElement, HTMLElement>;
  /** The inner width of the scroller, in px. */
  readonly width: number;
}

/** Rows of a long list, of which only those in sight are rendered. */
export function useVirtualRows({ count, rowHeight, pinned }: VirtualRowsOptions): VirtualRows {
  const scroller = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(UNKNOWN_ROOM.width);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN_ROWS,
    initialRect: UNKNOWN_ROOM,
    observeElementRect: (instance, onRect) =>
      observeElementRect(instance, (rect) => {
        const room = rect.height === 0 ? UNKNOWN_ROOM : rect;
        setWidth(room.width);
        onRect(room);
      }),
    measureElement: (row, entry, instance) => measureElement(row, entry, instance) || rowHeight,
    rangeExtractor: (range) => withPinned(range, pinned),
  });
  return { scroller, virtualizer, width };
}

function withPinned(range: Range, pinned: number | undefined): number[] {
  const rows = defaultRangeExtractor(range);
  if (pinned === undefined || pinned >= range.count || rows.includes(pinned)) return rows;
  return [...rows, pinned].sort((a, b) => a - b);
}
