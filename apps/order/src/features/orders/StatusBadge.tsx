import type { OrderStatus } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { STATUS_TONE } from './orderStatus.ts';

export function StatusBadge({ status }: { readonly status: OrderStatus }) {
  const text = useText();
  return <span className={`vp-badge ${STATUS_TONE[status]}`}>{text(`status.${status}`)}</span>;
}
