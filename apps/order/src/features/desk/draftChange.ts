import { type Discount, type Draft, type DraftLine, MAX_LINES, MAX_QUANTITY } from './desk.types.ts';

/** What is needed of a product to sell it. */
export type Sold = { readonly id: number; readonly name: string; readonly price: number };

/**
 * One edit of a draft, small enough to be made to whatever another tab has made of the draft in the meantime. A quantity
 * below 1 takes the line away.
 */
export type DraftChange =
  | { readonly type: 'productAdded'; readonly product: Sold }
  | { readonly type: 'quantityChanged'; readonly lineId: number; readonly by: number }
  | { readonly type: 'quantitySet'; readonly lineId: number; readonly quantity: number }
  | { readonly type: 'lineNoted'; readonly lineId: number; readonly note: string }
  | { readonly type: 'noted'; readonly note: string }
  | { readonly type: 'seated'; readonly table: string }
  | { readonly type: 'discounted'; readonly discount: Discount | null };

/** Pure. The draft after one edit; a limit that is hit leaves it as it is. */
export function changeDraft(draft: Draft, change: DraftChange): Draft {
  switch (change.type) {
    case 'productAdded':
      return withLines(draft, addOne(draft.lines, change.product));
    case 'quantityChanged':
      return withLines(
        draft,
        setQuantity(draft.lines, change.lineId, (before) => before + change.by),
      );
    case 'quantitySet':
      return withLines(
        draft,
        setQuantity(draft.lines, change.lineId, () => change.quantity),
      );
    case 'lineNoted':
      return withLines(
        draft,
        draft.lines.map((line) => (line.id === change.lineId ? { ...line, note: change.note } : line)),
      );
    case 'noted':
      return { ...draft, note: change.note, refusal: null };
    case 'seated':
      return { ...draft, table: change.table, refusal: null };
    case 'discounted':
      return { ...draft, discount: change.discount, refusal: null };
  }
}

/** Which limit an edit would go over. */
export function limitOfChange(draft: Draft, change: DraftChange): 'lines' | 'quantity' | null {
  const line = lineOf(draft, change);
  if (change.type === 'productAdded' && line === undefined) return draft.lines.length < MAX_LINES ? null : 'lines';
  if (line === undefined) return null;
  if (change.type === 'quantitySet') return change.quantity > MAX_QUANTITY ? 'quantity' : null;
  const by = change.type === 'quantityChanged' ? change.by : Number(change.type === 'productAdded');
  return line.quantity + by > MAX_QUANTITY ? 'quantity' : null;
}

function lineOf(draft: Draft, change: DraftChange): DraftLine | undefined {
  if (change.type === 'productAdded') return plainLine(draft.lines, change.product);
  return 'lineId' in change ? draft.lines.find((line) => line.id === change.lineId) : undefined;
}

function withLines(draft: Draft, lines: DraftLine[]): Draft {
  return { ...draft, lines, refusal: null };
}

/** A line with a note of its own stays apart: two phở, and one without onions. */
function plainLine(lines: readonly DraftLine[], product: Sold): DraftLine | undefined {
  return lines.find((line) => line.product_id === product.id && line.note === '');
}

function addOne(lines: readonly DraftLine[], product: Sold): DraftLine[] {
  const known = plainLine(lines, product);
  if (known !== undefined) return setQuantity(lines, known.id, (before) => before + 1);
  if (lines.length >= MAX_LINES) return [...lines];
  const id = Math.max(0, ...lines.map((line) => line.id)) + 1;
  return [...lines, { id, product_id: product.id, name: product.name, price: product.price, quantity: 1, note: '' }];
}

function setQuantity(lines: readonly DraftLine[], lineId: number, next: (before: number) => number): DraftLine[] {
  return lines
    .map((line) => (line.id === lineId ? { ...line, quantity: Math.min(next(line.quantity), MAX_QUANTITY) } : line))
    .filter((line) => line.quantity > 0);
}
