import type { Text } from '../../i18n/useText.ts';
import type { Draft } from '../desk/desk.types.ts';

/** "Bàn 5" where it is for a table, else "Đơn 2". */
export function draftName(text: Text, { table, number }: Pick<Draft, 'table' | 'number'>): string {
  return table === '' ? text('draft.name', { number }) : table;
}
