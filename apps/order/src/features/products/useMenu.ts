import { useRealtimeEvent, useRealtimeResync, useStaleHint } from '@vppos/core/hooks';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import { useMemo } from 'react';
import { useGetKeptMenuQuery, useGetProductsQuery } from '../../store/orderApi.ts';
import { indexProducts, type ProductIndex } from './productIndex.ts';

interface Menu {
  /** Null while there is none, neither from the server nor kept from before. */
  readonly index: ProductIndex | null;
  /** The newest read failed. */
  readonly hasFailed: boolean;
  /** When what is shown was read, in ms since 1970; null while the newest read is good. */
  readonly asOf: number | null;
  readonly isFetching: boolean;
  readonly refetch: () => void;
}

/** What the shop sells: from the server, or what was kept of it while the server is not to be had. */
export function useMenu(): Menu {
  const { data, isError, isFetching, fulfilledTimeStamp, refetch } = useGetProductsQuery();
  const kept = useGetKeptMenuQuery().data ?? null;
  const products = data ?? kept?.items;
  const index = useMemo(() => (products === undefined ? null : indexProducts(products)), [products]);
  const readAt = data === undefined ? kept?.readAt : fulfilledTimeStamp;

  useStaleHint(() => {
    if (isError) void refetch();
  });
  // A change of the menu may be among what was lost; looking at the page again is no reason to load thousands of products.
  useRealtimeResync(() => void refetch());
  useRealtimeEvent(REALTIME_EVENT_TYPES.RESOURCE_UPDATED, ({ resource, test }) => {
    if (resource === 'product' && test !== true) void refetch();
  });
  return { index, hasFailed: isError, asOf: isError ? (readAt ?? null) : null, isFetching, refetch };
}
