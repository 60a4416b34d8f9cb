import { formatVnd } from '@vppos/core/format';
import { useId, useState } from 'react';
import { useText } from '../../i18n/useText.ts';
import type { Discount } from '../desk/desk.types.ts';
import styles from './DraftPanel.module.css';
import { readDiscount } from './discountInput.ts';

const KINDS = ['percent', 'amount'] as const;

interface DiscountFieldProps {
  readonly discount: Discount | null;
  readonly subtotal: number;
  readonly onDone: (discount: Discount | null) => void;
}

/** Percent or đồng; empty takes the discount away. What is wrong is said while it is typed, and cannot be taken over. */
export function DiscountField({ discount, subtotal, onDone }: DiscountFieldProps) {
  const text = useText();
  const faultId = useId();
  const [kind, setKind] = useState<Discount['kind']>(discount?.kind ?? 'percent');
  const [typed, setTyped] = useState(discount === null ? '' : String(discount.value));
  const input = readDiscount(kind, typed, subtotal);
  const fault = 'fault' in input ? input.fault : null;
  return (
    <form
      className={styles.discount}
      onSubmit={(event) => {
        event.preventDefault();
        if ('discount' in input) onDone(input.discount);
      }}
    >
      {KINDS.map((name) => (
        <button
          key={name}
          type="button"
          className={styles.kind}
          aria-label={text(`discount.${name}`)}
          aria-pressed={kind === name}
          onClick={() => setKind(name)}
        >
          {name === 'percent' ? '%' : 'đ'}
        </button>
      ))}
      <input
        className="vp-input"
        inputMode="numeric"
        autoComplete="off"
        aria-label={text('discount.value')}
        aria-invalid={fault !== null}
        aria-describedby={faultId}
        maxLength={15}
        value={typed}
        onChange={(event) => setTyped(event.target.value.replaceAll(/[^\d.,\s]/g, ''))}
      />
      <button type="submit" className="vp-button" disabled={fault !== null}>
        {text('app.done')}
      </button>
      <p id={faultId} className={styles.fault} role="status">
        {fault !== null && text(`discount.fault.${fault}`, { subtotal: formatVnd(subtotal) })}
      </p>
    </form>
  );
}
