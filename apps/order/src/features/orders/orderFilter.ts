/** What of the company's orders is listed. */
export interface OrderFilter {
  readonly tab: OrderTab;
  /** Digits of the number, or a table. */
  readonly search: string;
}

export const ORDER_TABS = ['all', 'waiting', 'paid', 'cancelled'] as const;
export type OrderTab = (typeof ORDER_TABS)[number];

/** The statuses of a tab, as the server takes them. */
export const STATUSES_OF_TAB: Readonly<Record<OrderTab, string>> = {
  all: '',
  waiting: 'unpaid,partially_paid',
  paid: 'paid,overpaid',
  cancelled: 'cancelled',
};
