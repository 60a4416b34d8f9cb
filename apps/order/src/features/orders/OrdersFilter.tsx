import { useText } from '../../i18n/useText.ts';
import styles from './Orders.module.css';
import { ORDER_TABS, type OrderFilter } from './orderFilter.ts';

interface OrdersFilterProps {
  readonly filter: OrderFilter;
  readonly onChange: (filter: OrderFilter) => void;
}

/** Which orders: by what became of them, and by number or table. */
export function OrdersFilter({ filter, onChange }: OrdersFilterProps) {
  const text = useText();
  return (
    <header className={styles.header}>
      <input
        type="search"
        className="vp-input"
        placeholder={text('orders.search')}
        aria-label={text('orders.search')}
        maxLength={60}
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.target.value })}
      />
      <div className={styles.tabs}>
        {ORDER_TABS.map((tab) => (
          <button
            key={tab}
            type="button"
            aria-pressed={filter.tab === tab}
            onClick={() => onChange({ ...filter, tab })}
          >
            {text(`orders.tab.${tab}`)}
          </button>
        ))}
      </div>
    </header>
  );
}
