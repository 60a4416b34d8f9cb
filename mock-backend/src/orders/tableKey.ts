import { withoutAccents } from '../plainText.ts';

/** What a table is found by: "Bàn 5" by "ban 5". */
export function tableKey(table: string): string {
  return withoutAccents(table).toLowerCase().replace(/\s+/g, ' ').trim();
}
