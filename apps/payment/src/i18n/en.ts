import { LISTS_EN } from './en/lists.ts';
import { PAYING_EN } from './en/paying.ts';
import { SHIFT_EN } from './en/shift.ts';
import type { TextKey } from './vi.ts';

export const EN: Readonly<Record<TextKey, string>> = {
  'app.retry': 'Try again',
  'app.newOrder': 'New order',
  'app.orders': 'Back to the orders',
  'app.back': 'Back',
  'app.close': 'Close',
  'app.no': 'No',
  'app.unanswered': 'Not known whether it was recorded – try again.',
  'app.refused': 'The server refused.',
  'standalone.banner': 'Running alone – recorded data',
  ...PAYING_EN,
  ...LISTS_EN,
  ...SHIFT_EN,
};
