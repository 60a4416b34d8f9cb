import type { OrderStatus } from '../../api/schemas.ts';

/** The badge's look for a status, as in `core/theme/theme.css`. */
export const STATUS_TONE = {
  unpaid: 'vp-badge--warning',
  partially_paid: 'vp-badge--info',
  paid: 'vp-badge--success',
  overpaid: 'vp-badge--danger',
  cancelled: '',
  unknown: '',
} as const satisfies Record<OrderStatus, string>;

/** Money is still to come, so the order can be paid or cancelled. */
export function isOpen(status: OrderStatus): boolean {
  return status === 'unpaid' || status === 'partially_paid';
}

/** Money has come, so there is an invoice to look at. */
export function isSettled(status: OrderStatus): boolean {
  return status === 'paid' || status === 'overpaid';
}
