/** Where the till is inside this remote. */
export type PaymentPath =
  | { readonly page: 'open orders' | 'receipts' | 'unmatched' | 'refunds' | 'shift' }
  | { readonly page: 'shift report'; readonly shiftId: number }
  | { readonly page: 'payment'; readonly orderId: number; readonly wantsInvoice: boolean };

/** `/1001` is that order's payment, `/1001/invoice` the same with its invoice open; what is nothing else is the list. */
export function parsePaymentPath(path: string): PaymentPath {
  const [, digits, invoice] = /^\/(\d{1,15})(\/invoice)?\/?$/.exec(path) ?? [];
  if (digits !== undefined) return { page: 'payment', orderId: Number(digits), wantsInvoice: invoice !== undefined };
  const [, page, shift] = /^\/(receipts|unmatched|refunds|shift)(?:\/(\d{1,15}))?\/?$/.exec(path) ?? [];
  if (page === 'shift' && shift !== undefined) return { page: 'shift report', shiftId: Number(shift) };
  if (shift !== undefined) return { page: 'open orders' };
  switch (page) {
    case 'receipts':
    case 'unmatched':
    case 'refunds':
    case 'shift':
      return { page };
    default:
      return { page: 'open orders' };
  }
}
