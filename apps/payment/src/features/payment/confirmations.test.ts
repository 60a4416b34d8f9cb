import { fakeClock } from '@vppos/core/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPaymentStore } from '../../store/createPaymentStore.ts';
import { type FakeBank, installFakeBank } from '../../testing/fakeBank.ts';
import { confirmations } from './confirmations.ts';
import { paymentActions } from './paymentSlice.ts';

const CASH = { method: 'cash', amount: 250_000, tendered: 250_000 } as const;
const clock = fakeClock();
let bank: FakeBank;
beforeEach(() => {
  bank = installFakeBank(clock.now);
});
afterEach(() => bank.uninstall());

it('[PAYMFE12] lets further confirmations wait until the one before is answered', async () => {
  const store = createPaymentStore({ clock });
  const order = bank.add({});
  store.dispatch(paymentActions.opened(order.order_id));
  store.dispatch(paymentActions.orderAnswered({ result: { data: order }, at: 0 }));
  const answered = Promise.withResolvers<void>();
  const deps = { store, clock, orderId: order.order_id, tillId: undefined, onReceived: () => undefined };
  const { confirm, again, isOpen } = confirmations(
    { ...deps, onBooked: () => undefined },
    { isStopped: false },
    answered.resolve,
  );

  confirm(CASH);
  confirm({ ...CASH, tendered: 500_000 });
  again();
  const whileOpen = isOpen();
  await answered.promise;

  expect([whileOpen, isOpen()]).toEqual([true, false]);
  expect(bank.bodies()).toMatchObject([{ method: 'cash', tendered: 250_000 }]);
});
