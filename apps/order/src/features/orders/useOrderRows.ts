import { skipToken } from '@reduxjs/toolkit/query/react';
import type { OrderRow } from '../../api/schemas.ts';
import { PAGE_SIZE, useGetOrdersQuery } from '../../store/orderApi.ts';
import { useVirtualRows, type VirtualRows } from '../virtual/useVirtualRows.ts';
import { type OrderFilter, STATUSES_OF_TAB } from './orderFilter.ts';

const ROW_HEIGHT_PX = 72;

export interface OrderRows extends VirtualRows {
  /** How many orders there are; null before the first answer. */
  readonly total: number | null;
  /** Those of the first page. */
  readonly newest: readonly OrderRow[];
  /** Undefined while its page is on its way. */
  readonly rowAt: (index: number) => OrderRow | undefined;
  /** The newest read of a page in sight failed, or of the first. */
  readonly hasFailed: boolean;
  readonly isFetching: boolean;
  readonly readAt: number | undefined;
  readonly refetch: () => void;
}

/** The orders of a filter, however many; only the pages in sight are read, and read again when something changes. */
export function useOrderRows({ tab, search }: OrderFilter): OrderRows {
  const query = { status: STATUSES_OF_TAB[tab], search };
  const first = useGetOrdersQuery({ ...query, page: 1 }, { refetchOnMountOrArgChange: true });
  const total = first.currentData === undefined ? null : totalOf(first.currentData);
  const rows = useVirtualRows({ count: total ?? 0, rowHeight: ROW_HEIGHT_PX });
  const inSight = rows.virtualizer.getVirtualItems();
  const upper = pageOf(inSight[0]?.index ?? 0);
  const lower = pageOf(inSight.at(-1)?.index ?? 0);
  const refresh = { refetchOnMountOrArgChange: true };
  const atTop = useGetOrdersQuery(upper === 1 ? skipToken : { ...query, page: upper }, refresh);
  const atBottom = useGetOrdersQuery(lower === upper ? skipToken : { ...query, page: lower }, refresh);
  const pages = new Map([
    [upper, atTop.currentData],
    [lower, lower === upper ? atTop.currentData : atBottom.currentData],
    [1, first.currentData],
  ]);
  const rowAt = (index: number) => pages.get(pageOf(index))?.items[index % PAGE_SIZE];
  return {
    ...rows,
    total,
    newest: first.currentData?.items ?? [],
    rowAt,
    hasFailed: [first, atTop, atBottom].some((page) => page.isError),
    isFetching: first.isFetching,
    readAt: first.fulfilledTimeStamp,
    refetch: first.refetch,
  };
}

function totalOf(page: { readonly items: readonly unknown[]; readonly total?: number | undefined }): number {
  return page.total ?? page.items.length;
}

function pageOf(index: number): number {
  return Math.floor(index / PAGE_SIZE) + 1;
}
