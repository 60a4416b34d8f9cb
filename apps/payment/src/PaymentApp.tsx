import type { Clock } from '@vppos/core/time';
import type { RemoteProps } from '@vppos/core/types';
import { useState } from 'react';
import { Provider } from 'react-redux';
import { OpenOrders } from './features/open-orders/OpenOrders.tsx';
import { PaymentScreen } from './features/payment/PaymentScreen.tsx';
import { parsePaymentPath } from './paymentPath.ts';
import { createPaymentStore } from './store/createPaymentStore.ts';

interface PaymentAppProps extends RemoteProps {
  readonly clock: Clock;
}

/** Getting paid: the order of the path, or the list to choose from. */
export function PaymentApp({ path, clock }: PaymentAppProps) {
  const [store] = useState(() => createPaymentStore({ clock }));
  const place = parsePaymentPath(path);
  return (
    <Provider store={store}>
      {place.page === 'open orders' ? (
        <OpenOrders clock={clock} />
      ) : (
        <PaymentScreen key={place.orderId} orderId={place.orderId} clock={clock} wantsInvoice={place.wantsInvoice} />
      )}
    </Provider>
  );
}
