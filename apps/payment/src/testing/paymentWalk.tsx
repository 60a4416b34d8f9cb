import { screen } from '@testing-library/react';
import { listenNavigate, listenToasts, type Toast } from '@vppos/core/bus';
import type { FakeClock } from '@vppos/core/testing';
import { afterEach, beforeEach } from 'vitest';
import type { FakeBank } from './fakeBank.ts';
import { renderPaymentApp, setUpTill } from './renderPaymentApp.tsx';

export const READ = 'GET /api/v1/orders/1001';
export const CHECK = 'POST /api/v1/orders/1001/check';
export const OPEN_QR = 'POST /api/v1/orders/1001/payments';
export const PAID_EVENT = { order_id: 1001, invoice_number: 'HD-1001', message: '', total: 250_000 };

/** What the screen says it is. */
export const state = () => document.querySelector('[data-payment-state]')?.getAttribute('data-payment-state');
export const invoice = () => document.querySelector('[data-invoice]')?.getAttribute('data-invoice');
export const qr = () => screen.findByRole('img', { name: /^Mã VietQR/ });

/** A till that is new for every test of the file, with what it has said and where it wanted to go. */
interface PaymentWalk {
  bank: FakeBank;
  clock: FakeClock;
  toasts: readonly Toast[];
  visited: readonly string[];
  /** Opens the screen of order 1001 and waits for its QR. */
  readonly waitForPayment: () => Promise<void>;
}

/** Call it once at the top of a test file. */
export function paymentWalk(): PaymentWalk {
  let stops: (() => void)[] = [];
  // Filled by `beforeEach`, before anything of a test can look at it.
  const walk = {
    waitForPayment: async () => {
      walk.bank.add({});
      renderPaymentApp('/1001', walk.clock);
      await qr();
    },
  } as PaymentWalk;

  beforeEach(() => {
    const toasts: Toast[] = [];
    const visited: string[] = [];
    Object.assign(walk, setUpTill(), { toasts, visited });
    stops = [
      listenToasts((toast) => toasts.push(toast)),
      listenNavigate(({ to }) => visited.push(to)),
      walk.bank.uninstall,
    ];
  });
  afterEach(() => {
    for (const stop of stops) stop();
    document.body.replaceChildren();
  });
  return walk;
}
