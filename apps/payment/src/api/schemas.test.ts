import * as v from 'valibot';
import { expect, it } from 'vitest';
import { INVOICE, ORDER } from './schemas.ts';

const OLD_RECEIPT = { payment_id: 1, amount: 5, method: 'vietqr', booked_at: 1 };

it('[PAYMFE26] reads the order of an older server, and takes what it does not tell for not there', () => {
  const old = { order_id: 1, invoice_number: 'HD-1', status: 'paid', total: 5, paid: 5, created_at: 1 };

  const order = v.parse(ORDER, { ...old, payments: [OLD_RECEIPT] });

  expect(order).toMatchObject({ table: null, refunds: [], payments: [{ tendered: null, change: 0, till_id: null }] });
});

it('[PAYMFE26] reads the invoice of an older server', () => {
  const items = [{ product_id: 1, name: 'Trà đá', quantity: 1, price: 5 }];
  const old = { order_id: 1, invoice_number: 'HD-1', items, total: 5, paid: 5, payments: [OLD_RECEIPT], paid_at: 1 };

  expect(v.parse(INVOICE, old)).toMatchObject({ discount: 0, note: null, items: [{ note: null }] });
});
