import { request } from '@vppos/core/http';
import { REFUNDS } from '../../api/lists.ts';
import { REFUND, type Refund } from '../../api/schemas.ts';
import { clockOf, paymentApi } from '../../store/paymentApi.ts';

export interface RefundDone {
  readonly refundId: number;
  readonly method: 'cash' | 'transfer';
  readonly note?: string;
  readonly tillId: string | undefined;
}

interface RefundPage {
  readonly items: readonly Refund[];
  readonly more: boolean;
  readonly total: number | null;
}

const refundsApi = paymentApi.injectEndpoints({
  endpoints: (build) => ({
    getRefunds: build.query<RefundPage, { readonly status: 'open' | 'done'; readonly page: number }>({
      queryFn: ({ status, page }, api) =>
        request({ path: `/api/v1/refunds?status=${status}&page=${page}`, answer: REFUNDS }, clockOf(api)),
      providesTags: ['Refunds'],
    }),
    finishRefund: build.mutation<Refund, RefundDone>({
      queryFn: ({ refundId, method, note, tillId }, api) => {
        const said = note === undefined || note === '' ? {} : { note };
        const body = { method, ...said, ...(tillId === undefined ? {} : { till_id: tillId }) };
        return request({ path: `/api/v1/refunds/${refundId}/done`, body, answer: REFUND }, clockOf(api));
      },
      // It stands on the invoice too.
      invalidatesTags: ['Refunds', 'Receipts'],
    }),
  }),
});

export const { useGetRefundsQuery, useFinishRefundMutation } = refundsApi;
