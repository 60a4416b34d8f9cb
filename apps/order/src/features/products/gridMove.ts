/** Where an arrow key leads from one tile of a grid, or null where it leads nowhere. */
export function gridMove(key: string, from: number, grid: { count: number; columns: number }): number | null {
  const to = from + stepOf(key, grid.columns);
  return to === from || to < 0 || to >= grid.count ? null : to;
}

function stepOf(key: string, columns: number): number {
  switch (key) {
    case 'ArrowRight':
      return 1;
    case 'ArrowLeft':
      return -1;
    case 'ArrowDown':
      return columns;
    case 'ArrowUp':
      return -columns;
    default:
      return 0;
  }
}
