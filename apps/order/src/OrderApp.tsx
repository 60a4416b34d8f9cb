import { navigate } from '@vppos/core/bus';
import type { RemoteProps } from '@vppos/core/types';
import { useRef, useState } from 'react';
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

/** The selling screen. `/` shows everything, `/1001` opens that order in the list. */
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
  const [pane, setPane] = usePane(openOrderId);
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
        <Orders key={openOrderId} openOrderId={openOrderId} />
      </div>
    </div>
  );
}

/** Only a narrow screen has panes; a wide one shows both. An order that is asked for is shown where it is listed. */
function usePane(openOrderId: number | null) {
  const [pane, setPane] = useState<Pane>(openOrderId === null ? 'sell' : 'orders');
  const [asked, setAsked] = useState(openOrderId);
  if (asked !== openOrderId) {
    setAsked(openOrderId);
    if (openOrderId !== null) setPane('orders');
  }
  return [pane, setPane] as const;
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
