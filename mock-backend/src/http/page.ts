/** Items of one page of a list. */
export const PAGE_SIZE = 50;

/** One page of a list. */
export interface Page<Item> {
  items: Item[];
  page: number;
  /** At least 1. */
  pages: number;
  total: number;
  more: boolean;
}

export function toPage<Item>(items: Item[], at: { page: number; total: number }): Page<Item> {
  const pages = Math.max(1, Math.ceil(at.total / PAGE_SIZE));
  return { items, page: at.page, pages, total: at.total, more: at.page < pages };
}
