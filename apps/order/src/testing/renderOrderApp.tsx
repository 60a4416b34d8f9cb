import { act, render } from '@testing-library/react';
import { publishAuth, publishRealtimeEvent } from '@vppos/core/bus';
import { anEvent, type FakeClock, fakeClock } from '@vppos/core/testing';
import { StrictMode } from 'react';
import { OrderApp } from '../OrderApp.tsx';
import { createOrderStore, type OrderStore } from '../store/createOrderStore.ts';

interface RenderedApp {
  readonly unmount: () => void;
  readonly clock: FakeClock;
  readonly store: OrderStore;
}

/** The whole app as a cashier of till `quay-1` sees it, with a clock that moves when told. */
export function renderOrderApp(path = '/'): RenderedApp {
  const clock = fakeClock();
  let ids = 0;
  const store = createOrderStore({
    clock,
    newId: () => {
      ids += 1;
      return `key-${ids}`;
    },
  });
  publishAuth({ id: 1, name: 'Lan', company_id: 1, roles: ['cashier'], till_id: 'quay-1' });
  const { unmount } = render(
    <StrictMode>
      <OrderApp store={store} clock={clock} path={path} />
    </StrictMode>,
  );
  return { unmount, clock, store };
}

let seq = 0;

/** Events of one type on the bus, in one tick, as the container would deliver them. */
export async function deliver(type: string, ...payloads: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  await act(async () => {
    for (const data of payloads) {
      seq += 1;
      publishRealtimeEvent(anEvent(seq, { type, data: { company_id: 1, ...data } }));
    }
  });
}

/** Lets `ms` pass, and everything that falls due then happen. */
export async function pass(clock: { advance: (ms: number) => void }, ms: number): Promise<void> {
  await act(async () => clock.advance(ms));
}
