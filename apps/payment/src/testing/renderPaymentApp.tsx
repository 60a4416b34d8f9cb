import { act, render } from '@testing-library/react';
import { publishAuth, publishRealtimeEvent, publishRealtimeStatus } from '@vppos/core/bus';
import { anEvent, type FakeClock, fakeClock } from '@vppos/core/testing';
import { StrictMode } from 'react';
import { PaymentApp } from '../PaymentApp.tsx';
import { type FakeBank, installFakeBank } from './fakeBank.ts';

export const THIS_TILL = 'quay-1';
export const LIVE = { state: 'live', since: 0, role: 'alone', degraded: false, fresh: true } as const;

export interface Till {
  readonly bank: FakeBank;
  readonly clock: FakeClock;
}

/** A signed-in cashier of `THIS_TILL` on a live stream, a bank in memory and a clock that moves when told. */
export function setUpTill(): Till {
  const clock = fakeClock();
  publishAuth({ id: 1, name: 'Lan', company_id: 1, roles: ['cashier'], till_id: THIS_TILL });
  publishRealtimeStatus(LIVE);
  return { clock, bank: installFakeBank(clock.now) };
}

interface RenderedApp {
  readonly unmount: () => void;
  /** As when the container's router has gone somewhere inside this app. */
  readonly goTo: (path: string) => void;
}

/** The app at `path`, under StrictMode. */
export function renderPaymentApp(path: string, clock: FakeClock): RenderedApp {
  const at = (place: string) => (
    <StrictMode>
      <PaymentApp path={place} clock={clock} />
    </StrictMode>
  );
  const { unmount, rerender } = render(at(path));
  return { unmount, goTo: (place) => rerender(at(place)) };
}

let seq = 0;

/** The cursor of the newest event of `deliver`. */
export const cursorNow = (): string => anEvent(seq).id;

/** The same event, `times` over in one tick, as the container would deliver different ones. */
export async function deliver(type: string, data: Readonly<Record<string, unknown>>, times = 1): Promise<void> {
  await act(async () => {
    for (let n = 0; n < times; n += 1) {
      seq += 1;
      publishRealtimeEvent(anEvent(seq, { type, data: { company_id: 1, ...data } }));
    }
  });
}

/** Lets `ms` pass, and everything that falls due then happen. */
export async function pass(clock: FakeClock, ms: number): Promise<void> {
  await act(async () => clock.advance(ms));
}
