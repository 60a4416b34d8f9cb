import { request } from '@vppos/core/http';
import * as v from 'valibot';
import { TRANSFERS, type Transfer } from '../../api/lists.ts';
import { clockOf, paymentApi } from '../../store/paymentApi.ts';

interface TransferPage {
  readonly items: readonly Transfer[];
  readonly more: boolean;
}

export interface Match {
  readonly transferId: number;
  readonly orderId: number;
  readonly tillId: string | undefined;
}

/** What is answered is read again: the lists show it. */
const DONE = v.unknown();

const transfersApi = paymentApi.injectEndpoints({
  endpoints: (build) => ({
    getUnmatched: build.query<TransferPage, number>({
      queryFn: (page, api) =>
        request({ path: `/api/v1/transfers?outcome=unmatched&page=${page}`, answer: TRANSFERS }, clockOf(api)),
      providesTags: ['Transfers'],
    }),
    matchTransfer: build.mutation<unknown, Match>({
      queryFn: ({ transferId, orderId, tillId }, api) => {
        const body = { order_id: orderId, ...(tillId === undefined ? {} : { till_id: tillId }) };
        return request({ path: `/api/v1/transfers/${transferId}/match`, body, answer: DONE }, clockOf(api));
      },
      // Also after a refusal: whoever was faster has changed the list.
      invalidatesTags: ['Transfers', 'OpenOrders', 'Receipts'],
    }),
    refundTransfer: build.mutation<unknown, number>({
      queryFn: (transferId, api) =>
        request({ path: `/api/v1/transfers/${transferId}/refund`, body: {}, answer: DONE }, clockOf(api)),
      invalidatesTags: ['Transfers', 'Refunds'],
    }),
  }),
});

export const { useGetUnmatchedQuery, useMatchTransferMutation, useRefundTransferMutation } = transfersApi;
