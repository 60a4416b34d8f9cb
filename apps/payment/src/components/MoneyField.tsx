import { type ChangeEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { caretBefore, groupDigits, parseAmount } from './amount.ts';

interface MoneyFieldProps {
  readonly label: ReactNode;
  readonly amount: number | null;
  readonly onChange: (amount: number | null) => void;
  /** A number pad stands beside it: a touch brings no keyboard of the system's. */
  readonly hasPad?: boolean;
  /** Where writing begins when its dialog opens: what stands there is replaced by what is typed. */
  readonly isFirst?: boolean;
}

/** An amount in đồng, grouped in thousands while it is typed. */
export function MoneyField({ label, amount, onChange, hasPad = false, isFirst = false }: MoneyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const digitsAfter = useRef<number | null>(null);
  const shown = groupDigits(amount);

  useLayoutEffect(() => {
    if (digitsAfter.current === null) return;
    const at = caretBefore(shown, digitsAfter.current);
    field.current?.setSelectionRange(at, at);
    digitsAfter.current = null;
  }, [shown]);
  // Not a layout effect: a dialog gives the focus to its first button when it is shown, and that comes before this.
  useEffect(() => {
    if (!isFirst) return;
    field.current?.focus();
    field.current?.select();
  }, [isFirst]);

  const change = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const end = target.selectionEnd ?? target.value.length;
    digitsAfter.current = target.value.slice(end).replace(/\D/g, '').length;
    onChange(parseAmount(target.value));
  };
  return (
    <label className="vp-field">
      <span>{label}</span>
      <input
        ref={field}
        className="vp-input"
        inputMode={hasPad ? 'none' : 'numeric'}
        autoComplete="off"
        value={shown}
        onChange={change}
      />
    </label>
  );
}
