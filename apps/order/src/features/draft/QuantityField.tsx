import { useState } from 'react';
import styles from './DraftLines.module.css';

interface QuantityFieldProps {
  readonly label: string;
  readonly quantity: number;
  readonly onChange: (quantity: number) => void;
}

/** A quantity to be typed; it counts when the field is left or with Enter. What is no number changes nothing. */
export function QuantityField({ label, quantity, onChange }: QuantityFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    const wanted = Number(typed);
    if (typed !== null && typed !== '' && wanted !== quantity) onChange(wanted);
    setTyped(null);
  };
  return (
    <input
      className={styles.quantity}
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      value={typed ?? quantity}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value.replaceAll(/\D/g, '').slice(0, 4))}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}
