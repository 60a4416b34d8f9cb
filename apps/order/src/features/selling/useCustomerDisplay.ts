import { publishStoreSync } from '@vppos/core/bus';
import type { Clock } from '@vppos/core/time';
import { useEffect } from 'react';
import type { Draft } from '../desk/desk.types.ts';
import { totalsOf } from '../desk/totals.ts';
import { useDesk, useSelling } from './SellingContext.tsx';

let lastVersion = 0;

/** Shows the customer what is in the draft in front, and nothing once this screen is left. */
export function useCustomerDisplay(): void {
  const { clock } = useSelling();
  const { front } = useDesk();
  useEffect(() => tell(clock, front), [clock, front]);
  useEffect(() => () => tell(clock, null), [clock]);
}

function tell(clock: Clock, draft: Draft | null): void {
  // Two changes within a millisecond are told in their order.
  lastVersion = Math.max(clock.now(), lastVersion + 1);
  const value = draft === null || draft.lines.length === 0 ? null : cartOf(draft);
  publishStoreSync({ slice: 'display', key: 'cart', value, version: lastVersion });
}

/** Only what a customer may see: no order note, no table. */
function cartOf(draft: Draft) {
  const { subtotal, discount, total } = totalsOf(draft);
  const lines = draft.lines.map(({ name, quantity, price, note }) => ({
    name,
    quantity,
    price,
    ...(note !== '' && { note }),
  }));
  return { lines, subtotal, discount, total };
}
