import { expect, it } from 'vitest';
import { parsePaymentPath } from './paymentPath.ts';

it.each([
  ['/', { page: 'open orders' }],
  ['/nonsense', { page: 'open orders' }],
  ['/1001', { page: 'payment', orderId: 1001, wantsInvoice: false }],
  ['/1001/', { page: 'payment', orderId: 1001, wantsInvoice: false }],
  ['/1001/invoice', { page: 'payment', orderId: 1001, wantsInvoice: true }],
  ['/receipts', { page: 'receipts' }],
  ['/receipts/7', { page: 'open orders' }],
  ['/unmatched/', { page: 'unmatched' }],
  ['/refunds', { page: 'refunds' }],
  ['/shift', { page: 'shift' }],
  ['/shift/7', { page: 'shift report', shiftId: 7 }],
  ['/1001/other', { page: 'open orders' }],
] as const)('takes %s for %o', (path, place) => {
  expect(parsePaymentPath(path)).toEqual(place);
});
