import { navigate } from '@vppos/core/bus';
import type { RemoteProps } from '@vppos/core/types';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Provider } from 'react-redux';
import { DraftPanel } from './features/draft/DraftPanel.tsx';
import { DRAFT_KEYS_MAX } from './features/draft/DraftTabs.tsx';
import { Orders } from './features/orders/Orders.tsx';
import { useFreshOrders } from './features/orders/useFreshOrders.ts';
import { ProductPicker } from './features/products/ProductPicker.tsx';
import type { Selling } from './features/selling/openSelling.ts';
import { SellingProvider, useDesk, useSelling } from './features/selling/SellingContext.tsx';
import { useCreatedOrder } from './features/selling/useCreatedOrder.ts';
import { useCustomerDisplay } from './features/selling/useCustomerDisplay.ts';
import { type Shortcuts, useShortcuts } from './features/selling/useShortcuts.ts';
import { useSubmitDraft } from './features/selling/useSubmitDraft.ts';
import { useText } from './i18n/useText.ts';
import styles from './OrderApp.module.css';
import { orderIdOf } from './orderIdOf.ts';

interface OrderAppProps extends RemoteProps {
  readonly selling: Selling;
}

/** The selling screen. `/` shows everything, `/1001` opens that order among the others. */
export function OrderApp({ selling, path }: OrderAppProps) {
  return (
    <Provider store={selling.store}>
      <SellingProvider value={selling}>
        <SellingScreen openOrderId={orderIdOf(path)} />
      </SellingProvider>
    </Provider>
  );
}

const PANES = ['sell', 'orders'] as const;
type Pane = (typeof PANES)[number];

function SellingScreen({ openOrderId }: { readonly openOrderId: number | null }) {
  const text = useText();
  const { clock } = useSelling();
  const { sought, pane, setPane } = useSought(openOrderId);
  const search = useRef<HTMLInputElement>(null);
  useFreshOrders(clock);
  useCustomerDisplay();
  const find = (): void => {
    // At once: what is not shown cannot take the focus.
    flushSync(() => setPane('sell'));
    search.current?.focus();
    search.current?.select();
  };
  useShortcuts(new Map([...useSellingKeys(), ['F2', find]]));
  return (
    <div className={styles.screen} data-pane={pane}>
      <h1 className="vp-visually-hidden">{text('app.sell')}</h1>
      <div className={styles.panes}>
        {PANES.map((name) => (
          <button key={name} type="button" aria-pressed={pane === name} onClick={() => setPane(name)}>
            {text(`app.${name}`)}
          </button>
        ))}
      </div>
      <div className={styles.products}>
        <ProductPicker search={search} />
      </div>
      <div className={styles.draft}>
        <DraftPanel />
      </div>
      <div className={styles.orders}>
        <Orders key={sought.turn} openOrderId={sought.orderId} />
      </div>
    </div>
  );
}

/** An order that is asked for; `turn` counts how often one was. */
interface Sought {
  readonly orderId: number | null;
  readonly turn: number;
}

/**
 * The order that the address asks for, and the pane it is shown in: only a narrow screen has panes, a wide one shows both. The
 * address is given back at once, so that the same order can be asked for a second time.
 */
function useSought(openOrderId: number | null) {
  const [asked, setAsked] = useState(openOrderId);
  const [sought, setSought] = useState<Sought>({ orderId: openOrderId, turn: 0 });
  const [pane, setPane] = useState<Pane>(openOrderId === null ? 'sell' : 'orders');
  if (asked !== openOrderId) {
    setAsked(openOrderId);
    if (openOrderId !== null) {
      setSought({ orderId: openOrderId, turn: sought.turn + 1 });
      setPane('orders');
    }
  }
  useEffect(() => {
    if (openOrderId !== null) navigate('/order', { replace: true });
  }, [openOrderId]);
  return { sought, pane, setPane } as const;
}

function useSellingKeys(): Shortcuts {
  const { keeper, newId } = useSelling();
  const submit = useSubmitDraft();
  const created = useCreatedOrder();
  const { drafts } = useDesk().desk;
  const keys = new Map<string, () => void>([
    ['F4', () => void keeper.edit({ type: 'opened', id: newId() })],
    ['F8', () => void submit()],
  ]);
  if (created !== null) keys.set('F9', () => navigate(`/payment/${created.order_id}`));
  for (const [index, draft] of drafts.slice(0, DRAFT_KEYS_MAX).entries())
    keys.set(`Alt+${index + 1}`, () => keeper.show(draft.id));
  return keys;
}
