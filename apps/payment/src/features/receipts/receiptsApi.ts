import { request } from '@vppos/core/http';
import { type ListedReceipt, RECEIPTS } from '../../api/lists.ts';
import { clockOf, paymentApi } from '../../store/paymentApi.ts';

/** How many receipts one page has. */
const PAGE_SIZE = 30;

/** Which receipts; null means all. */
export interface ReceiptsWish {
  readonly tillId: string | null;
  readonly method: string | null;
}

interface ReceiptsPage {
  readonly items: readonly ListedReceipt[];
  readonly more: boolean;
}

const receiptsApi = paymentApi.injectEndpoints({
  endpoints: (build) => ({
    /** Newest first; each page begins below the last receipt of the one before. */
    getReceipts: build.infiniteQuery<ReceiptsPage, ReceiptsWish, number | null>({
      infiniteQueryOptions: {
        initialPageParam: null,
        getNextPageParam: ({ items, more }) => (more ? items.at(-1)?.receipt_id : undefined),
      },
      queryFn: ({ queryArg: { tillId, method }, pageParam }, api) => {
        const wanted = new URLSearchParams({ limit: String(PAGE_SIZE) });
        if (tillId !== null) wanted.set('till_id', tillId);
        if (method !== null) wanted.set('method', method);
        if (pageParam !== null) wanted.set('before', String(pageParam));
        return request({ path: `/api/v1/receipts?${wanted}`, answer: RECEIPTS }, clockOf(api));
      },
      providesTags: ['Receipts'],
    }),
  }),
});

export const { useGetReceiptsInfiniteQuery } = receiptsApi;
