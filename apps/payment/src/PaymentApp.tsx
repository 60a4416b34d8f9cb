import type { Clock } from '@vppos/core/time';
import type { RemoteProps } from '@vppos/core/types';
import { lazy, Suspense, useState } from 'react';
import { Provider } from 'react-redux';
import { PaymentNav } from './features/nav/PaymentNav.tsx';
import { OpenOrders } from './features/open-orders/OpenOrders.tsx';
import { PaymentScreen } from './features/payment/PaymentScreen.tsx';
import { Loading } from './features/payment/Unpayable.tsx';
import styles from './PaymentApp.module.css';
import { type PaymentPath, parsePaymentPath } from './paymentPath.ts';
import { createPaymentStore } from './store/createPaymentStore.ts';

// Rarely looked at: chunks of their own.
const Receipts = lazy(async () => ({ default: (await import('./features/receipts/Receipts.tsx')).Receipts }));
const Unmatched = lazy(async () => ({ default: (await import('./features/unmatched/Unmatched.tsx')).Unmatched }));
const Refunds = lazy(async () => ({ default: (await import('./features/refunds/Refunds.tsx')).Refunds }));
const Shift = lazy(async () => ({ default: (await import('./features/shift/Shift.tsx')).Shift }));
const ShiftReport = lazy(async () => ({ default: (await import('./features/shift/ShiftReport.tsx')).ShiftReport }));

interface PaymentAppProps extends RemoteProps {
  readonly clock: Clock;
}

/** Getting paid: the order of the path, the list to choose from, and what is behind the money. */
export function PaymentApp({ path, clock }: PaymentAppProps) {
  const [store] = useState(() => createPaymentStore({ clock }));
  const place = parsePaymentPath(path);
  return (
    <Provider store={store}>
      <div className={styles.app}>
        <PaymentNav page={place.page} clock={clock} />
        <div className={styles.page}>
          <Suspense fallback={<Loading />}>
            <Place place={place} clock={clock} />
          </Suspense>
        </div>
      </div>
    </Provider>
  );
}

function Place({ place, clock }: { readonly place: PaymentPath; readonly clock: Clock }) {
  switch (place.page) {
    case 'open orders':
      return <OpenOrders clock={clock} />;
    case 'payment':
      return (
        <PaymentScreen key={place.orderId} orderId={place.orderId} clock={clock} wantsInvoice={place.wantsInvoice} />
      );
    case 'receipts':
      return <Receipts clock={clock} />;
    case 'unmatched':
      return <Unmatched clock={clock} />;
    case 'refunds':
      return <Refunds clock={clock} />;
    case 'shift':
      return <Shift clock={clock} />;
    case 'shift report':
      return <ShiftReport shiftId={place.shiftId} clock={clock} />;
    default:
      return place satisfies never;
  }
}
