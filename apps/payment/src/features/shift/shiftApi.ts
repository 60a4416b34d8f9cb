import { request } from '@vppos/core/http';
import {
  CURRENT_SHIFT,
  SHIFT,
  SHIFT_REPORT,
  SHIFTS,
  type Shift,
  type ShiftReport,
  type ShiftRow,
} from '../../api/shifts.ts';
import { clockOf, paymentApi } from '../../store/paymentApi.ts';

export interface ShiftClosing {
  readonly shiftId: number;
  readonly countedCash: number;
  readonly note: string;
}

const shiftApi = paymentApi.injectEndpoints({
  endpoints: (build) => ({
    getCurrentShift: build.query<Shift | null, string>({
      queryFn: async (tillId, api) => {
        const path = `/api/v1/shifts/current?${new URLSearchParams({ till_id: tillId })}`;
        const result = await request({ path, answer: CURRENT_SHIFT }, clockOf(api));
        return 'error' in result ? result : { data: result.data.shift };
      },
      providesTags: ['Shifts'],
    }),
    getShifts: build.query<{ readonly items: readonly ShiftRow[]; readonly more: boolean }, number>({
      queryFn: (page, api) => request({ path: `/api/v1/shifts?page=${page}`, answer: SHIFTS }, clockOf(api)),
      providesTags: ['Shifts'],
    }),
    getReport: build.query<ShiftReport, number>({
      queryFn: (shiftId, api) =>
        request({ path: `/api/v1/shifts/${shiftId}/report`, answer: SHIFT_REPORT }, clockOf(api)),
      providesTags: ['Shifts'],
    }),
    openShift: build.mutation<Shift, { readonly tillId: string; readonly openingCash: number }>({
      queryFn: ({ tillId, openingCash }, api) => {
        const body = { till_id: tillId, opening_cash: openingCash };
        return request({ path: '/api/v1/shifts', body, answer: SHIFT }, clockOf(api));
      },
      invalidatesTags: ['Shifts'],
    }),
    closeShift: build.mutation<ShiftReport, ShiftClosing>({
      queryFn: ({ shiftId, countedCash, note }, api) => {
        const body = { counted_cash: countedCash, ...(note === '' ? {} : { note }) };
        return request({ path: `/api/v1/shifts/${shiftId}/close`, body, answer: SHIFT_REPORT }, clockOf(api));
      },
      invalidatesTags: ['Shifts'],
    }),
  }),
});

export const {
  useGetCurrentShiftQuery,
  useGetShiftsQuery,
  useGetReportQuery,
  useOpenShiftMutation,
  useCloseShiftMutation,
} = shiftApi;
