import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { gridMove } from './gridMove.ts';

interface GridStop {
  /** The tile that had the focus last: where Tab stops, and from where the arrows go on. */
  readonly stop: number;
  readonly setStop: (place: number) => void;
  readonly onArrow: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Moves the focus between the tiles of a grid, which say their place in `data-place`. */
export function useGridStop(count: number, columns: number): GridStop {
  const [current, setStop] = useState(0);
  const moving = useRef<HTMLElement | null>(null);
  // A layout effect: a tile that was out of sight has been rendered by now.
  useLayoutEffect(() => {
    moving.current?.querySelector<HTMLElement>(`[data-place="${current}"]`)?.focus();
    moving.current = null;
  }, [current]);

  const onArrow = (event: KeyboardEvent<HTMLElement>): void => {
    const { place } = (event.target as HTMLElement).dataset;
    const to = place === undefined ? null : gridMove(event.key, Number(place), { count, columns });
    if (to === null) return;
    event.preventDefault();
    moving.current = event.currentTarget;
    setStop(to);
  };
  return { stop: Math.min(current, count - 1), setStop, onArrow };
}
