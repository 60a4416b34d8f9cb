import { useText } from '../i18n/useText.ts';

interface OrderSearchProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** Finds an open order by the digits of its number, or its table. */
export function OrderSearch({ typed, onType }: OrderSearchProps) {
  const text = useText();
  return (
    <input
      type="search"
      className="vp-input"
      aria-label={text('open.search')}
      placeholder={text('open.search')}
      value={typed}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
