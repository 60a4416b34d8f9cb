/** Where the till is inside this remote. */
export type PaymentPath =
  | { readonly page: 'open orders' }
  | { readonly page: 'payment'; readonly orderId: number; readonly wantsInvoice: boolean };

/** `/1001` is that order's payment, `/1001/invoice` the same with its invoice open; everything else is the list. */
export function parsePaymentPath(path: string): PaymentPath {
  const [, digits, invoice] = /^\/(\d{1,15})(\/invoice)?\/?$/.exec(path) ?? [];
  if (digits === undefined) return { page: 'open orders' };
  return { page: 'payment', orderId: Number(digits), wantsInvoice: invoice !== undefined };
}
