import { fireEvent, screen, waitFor } from '@testing-library/react';
import { formatClockTime } from '@vppos/core/format';
import { expect, it } from 'vitest';
import { CHECK, paymentWalk, READ, state } from '../../testing/paymentWalk.tsx';
import { deliver } from '../../testing/renderPaymentApp.tsx';

const walk = paymentWalk();
const check = (): void => void fireEvent.click(screen.getByRole('button', { name: 'Kiểm tra giao dịch' }));

it('[PAYMFE17] lets the bank be asked again, and says what came of it and when', async () => {
  await walk.waitForPayment();
  const release = walk.bank.hold(CHECK);

  check();
  await screen.findByRole('button', { name: 'Đang kiểm tra…' });
  release();

  expect(
    await screen.findByText(`Kiểm tra lúc ${formatClockTime(walk.clock.now())}: ngân hàng chưa thấy tiền`),
  ).toBeTruthy();
});

it.each(['not found', 'offline', 'wrong shape'] as const)(
  '[PAYMFE17] reads the order where the bank cannot be asked (%s)',
  async (fault) => {
    await walk.waitForPayment();
    walk.bank.harm(CHECK, fault);
    const before = walk.bank.count(READ);
    walk.bank.pay(1001, 250_000);

    check();

    await waitFor(() => expect(state()).toBe('paid'));
    expect(walk.bank.count(READ)).toBeGreaterThan(before);
  },
);

it('[PAYMFE17] no longer says what the bank said before a part of the money came', async () => {
  await walk.waitForPayment();
  check();
  await screen.findByText(/ngân hàng chưa thấy tiền$/);

  walk.bank.pay(1001, 100_000);
  await deliver('payment_received', {
    order_id: 1001,
    payment_id: 1,
    amount: 100_000,
    paid: 100_000,
    remaining: 150_000,
  });

  expect(await screen.findByText(/^Kiểm tra lúc .*: chưa thấy thêm tiền$/)).toBeTruthy();
});

it('[PAYMFE17] does not say so of what is read by itself', async () => {
  await walk.waitForPayment();
  const release = walk.bank.hold(READ);
  const before = walk.bank.count(READ);

  await deliver('order_paid', { company_id: 1, order_id: 1001 });
  await waitFor(() => expect(walk.bank.count(READ)).toBeGreaterThan(before));

  expect(screen.getByRole('button', { name: 'Kiểm tra giao dịch' })).toBeTruthy();
  release();
});
