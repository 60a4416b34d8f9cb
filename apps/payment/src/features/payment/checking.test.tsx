import { fireEvent, screen, waitFor } from '@testing-library/react';
import { formatClockTime } from '@vppos/core/format';
import { expect, it } from 'vitest';
import { CHECK, paymentWalk, READ, state } from '../../testing/paymentWalk.tsx';

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
