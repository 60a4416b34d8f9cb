import { formatVnd } from '@vppos/core/format';
import { useId, useState } from 'react';
import { useText } from '../../i18n/useText.ts';
import type { Discount } from '../desk/desk.types.ts';
import styles from './DraftPanel.module.css';
import { type DiscountInput, readDiscount } from './discountInput.ts';

const KINDS = ['percent', 'amount'] as const;

interface DiscountFieldProps {
  readonly discount: Discount | null;
  readonly subtotal: number;
  readonly onType: (discount: Discount | null) => void;
  readonly onDone: () => void;
}

/** Percent or đồng; it counts as it is typed, and Escape takes it back. Empty is no discount; so is what is said to be wrong. */
export function DiscountField({ discount, subtotal, onType, onDone }: DiscountFieldProps) {
  const text = useText();
  const faultId = useId();
  const [kind, setKind] = useState<Discount['kind']>(discount?.kind ?? 'percent');
  const [typed, setTyped] = useState(discount === null ? '' : String(discount.value));
  const input = readDiscount(kind, typed, subtotal);
  const fault = 'fault' in input ? input.fault : null;
  const [before] = useState(discount);
  const take = (kindNow: Discount['kind'], typedNow: string): void => {
    setKind(kindNow);
    setTyped(typedNow);
    onType(discountOf(readDiscount(kindNow, typedNow, subtotal)));
  };
  return (
    <form
      className={styles.discount}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      {KINDS.map((name) => (
        <button
          key={name}
          type="button"
          className={styles.kind}
          aria-label={text(`discount.${name}`)}
          aria-pressed={kind === name}
          onClick={() => take(name, typed)}
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
        onChange={(event) => take(kind, event.target.value.replaceAll(/[^\d.,\s]/g, ''))}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onType(before);
        }}
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

function discountOf(input: DiscountInput): Discount | null {
  return 'discount' in input ? input.discount : null;
}
