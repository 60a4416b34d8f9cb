import type { TextKey } from '../../i18n/vi.ts';

const REASONS: Readonly<Record<string, TextKey>> = {
  order_cancelled: 'refund.reason.cancelled',
  order_already_paid: 'refund.reason.alreadyPaid',
  overpaid: 'refund.reason.overpaid',
  unmatched: 'refund.reason.unmatched',
};

/** Why money goes back, in words; a reason this build does not know is just a refund. */
export function refundReason(reason: string): TextKey {
  return REASONS[reason] ?? 'refund.reason.other';
}
