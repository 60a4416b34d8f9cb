import type { Clock } from '@vppos/core/time';
import type { MenuShelf } from '../features/desk/menuShelf.ts';

/** What the store needs of the world. */
export interface StoreDeps {
  readonly clock: Clock;
  readonly shelf: MenuShelf;
}
