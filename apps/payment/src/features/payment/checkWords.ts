import type { TextKey } from '../../i18n/vi.ts';
import type { PaymentState } from './paymentSlice.ts';

/** What there is to say of the last look, and of which moment (ms). */
export interface CheckWords {
  readonly key: TextKey;
  readonly at: number | null;
  readonly isBad: boolean;
}

type Known = Pick<PaymentState, 'order' | 'failure' | 'checkedAt' | 'bank'>;

/** Null while nothing was looked at. */
export function checkWords({ order, failure, checkedAt, bank }: Known): CheckWords | null {
  if (failure !== null) return { key: 'wait.checkFailed', at: null, isBad: true };
  if (bank?.status === 'unreachable') return { key: 'wait.bankUnreachable', at: checkedAt, isBad: true };
  const hasAsked = bank?.status === 'asked' || bank?.status === 'too_soon';
  if (hasAsked && bank.asked_at !== null) return { key: 'wait.bankAskedAt', at: bank.asked_at, isBad: false };
  if (checkedAt === null) return null;
  const hasSome = order !== null && order.paid > 0;
  return { key: hasSome ? 'wait.checkedAgainAt' : 'wait.checkedAt', at: checkedAt, isBad: false };
}
