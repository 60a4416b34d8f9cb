import { skipToken } from '@reduxjs/toolkit/query/react';
import type { Order } from '../../api/schemas.ts';
import { useGetOrderQuery } from '../../store/orderApi.ts';
import { isOpen } from '../orders/orderStatus.ts';
import { useDesk, useSelling } from './SellingContext.tsx';

/** An order that waits for its money longer than this, in ms, is one of the list like every other. */
export const CREATED_SHOWN_MS = 60 * 60_000;

/** The order made last at this desk, while money is still to come for it; its status is what the server says. */
export function useCreatedOrder(): Order | null {
  const { clock } = useSelling();
  const [newest] = useDesk().desk.made;
  const isRecent = newest !== undefined && clock.now() - newest.at < CREATED_SHOWN_MS;
  const { currentData } = useGetOrderQuery(isRecent ? newest.order_id : skipToken, { refetchOnMountOrArgChange: true });
  return currentData !== undefined && isOpen(currentData.status) ? currentData : null;
}
