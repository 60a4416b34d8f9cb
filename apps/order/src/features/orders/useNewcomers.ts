import { useState } from 'react';

/** Which orders have come since the list was first there, whose highest id was `newest`: those of the first list are no news. */
export function useNewcomers(newest: number): (id: number) => boolean {
  const [first] = useState(newest);
  return (id) => id > first;
}
