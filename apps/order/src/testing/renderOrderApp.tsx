import { act, fireEvent, render } from '@testing-library/react';
import { publishAuth, publishRealtimeEvent } from '@vppos/core/bus';
import { anEvent, type FakeClock, fakeClock } from '@vppos/core/testing';
import { StrictMode } from 'react';
import { memoryShelf } from '../features/desk/menuShelf.ts';
import { openSelling, type Selling } from '../features/selling/openSelling.ts';
import { OrderApp } from '../OrderApp.tsx';
import { fakeBrowser } from './fakeTabs.ts';

export const LAN = { id: 1, name: 'Lan', company_id: 1, roles: ['cashier'], till_id: 'quay-1' } as const;

interface RenderedApp {
  readonly unmount: () => void;
  /** The container has gone to another path of the app. */
  readonly show: (path: string) => void;
  readonly clock: FakeClock;
  readonly selling: Selling;
}

interface RenderOptions {
  readonly path?: string;
  readonly browser?: ReturnType<typeof fakeBrowser>;
  readonly shelf?: ReturnType<typeof memoryShelf>;
}

/** The whole app as a cashier of till `quay-1` sees it, with a clock that moves when told. */
export function renderOrderApp({
  path = '/',
  browser = fakeBrowser(),
  shelf = memoryShelf(),
}: RenderOptions = {}): RenderedApp {
  const clock = fakeClock();
  publishAuth(LAN);
  const selling = openSelling({
    ...browser.tab(),
    user: LAN,
    clock,
    shelf,
    random: () => 1,
    listenNetworkBack: (listener) => {
      window.addEventListener('online', listener);
      return () => window.removeEventListener('online', listener);
    },
  });
  const at = (shown: string) => (
    <StrictMode>
      <OrderApp selling={selling} path={shown} />
    </StrictMode>
  );
  const { unmount, rerender } = render(at(path));
  const close = (): void => {
    unmount();
    selling.stop();
  };
  opened.add(close);
  return { unmount: close, show: (shown) => rerender(at(shown)), clock, selling };
}

const opened = new Set<() => void>();

/** Ends every app of a test: what a queue still sends must not reach the next one's shop. */
export function closeApps(): void {
  for (const close of opened) close();
  opened.clear();
}

/** What a hand does, and everything that follows from it at once. */
export const fire = {
  click: (target: Element) => act(async () => void fireEvent.click(target)),
  change: (target: Element, init: object) => act(async () => void fireEvent.change(target, init)),
  blur: (target: Element) => act(async () => void fireEvent.blur(target)),
};

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
