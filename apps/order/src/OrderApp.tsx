import type { Clock } from '@vppos/core/time';
import type { RemoteProps } from '@vppos/core/types';
import { useState } from 'react';
import { Provider } from 'react-redux';
import { Cart } from './features/cart/Cart.tsx';
import { Orders } from './features/orders/Orders.tsx';
import { useFreshOrders } from './features/orders/useFreshOrders.ts';
import { ProductPicker } from './features/products/ProductPicker.tsx';
import { useText } from './i18n/useText.ts';
import styles from './OrderApp.module.css';
import { orderIdOf } from './orderIdOf.ts';
import type { OrderStore } from './store/createOrderStore.ts';

interface OrderAppProps extends RemoteProps {
  readonly store: OrderStore;
  readonly clock: Clock;
}

/** The selling screen. `/` shows everything, `/1001` opens that order in the list. */
export function OrderApp({ store, clock, path }: OrderAppProps) {
  return (
    <Provider store={store}>
      <SellingScreen clock={clock} openOrderId={orderIdOf(path)} />
    </Provider>
  );
}

const PANES = ['sell', 'orders'] as const;

function SellingScreen({ clock, openOrderId }: { readonly clock: Clock; readonly openOrderId: number | null }) {
  const text = useText();
  // Only a narrow screen has panes; a wide one shows both.
  const [pane, setPane] = useState<(typeof PANES)[number]>(openOrderId === null ? 'sell' : 'orders');
  useFreshOrders(clock);
  return (
    <div className={styles.screen} data-pane={pane}>
      <div className={styles.panes}>
        {PANES.map((name) => (
          <button key={name} type="button" aria-pressed={pane === name} onClick={() => setPane(name)}>
            {text(`app.${name}`)}
          </button>
        ))}
      </div>
      <div className={styles.products}>
        <ProductPicker />
      </div>
      <div className={styles.cart}>
        <Cart />
      </div>
      <div className={styles.orders}>
        <Orders key={openOrderId} openOrderId={openOrderId} />
      </div>
    </div>
  );
}
