import * as v from 'valibot';

/** More of one product is a typing mistake. */
export const MAX_QUANTITY = 999;
/** More lines than fit one receipt, and than the server takes; further ones are not added. */
export const MAX_LINES = 100;
/** Orders being put together at once; further ones are not opened. */
export const MAX_DRAFTS = 30;
/** Orders that wait for the server; further ones are not taken, so that the cashier hears of it. */
export const MAX_QUEUE = 300;
/** The longest words the server keeps: of a line, of the whole order, and for a table. */
export const MAX_LINE_NOTE_LENGTH = 200;
export const MAX_NOTE_LENGTH = 500;
export const MAX_TABLE_LENGTH = 40;
/** How many made orders are remembered, the newest first. */
export const MAX_MADE = 20;

const whole = v.pipe(v.number(), v.safeInteger());
const count = v.pipe(whole, v.minValue(1));

const DISCOUNT = v.variant('kind', [
  v.object({ kind: v.literal('percent'), value: v.pipe(count, v.maxValue(99)) }),
  v.object({ kind: v.literal('amount'), value: count }),
]);

const LINE = v.object({
  id: count,
  product_id: whole,
  name: v.string(),
  /** In VND, as the menu said it when the line was added; the server has the last word. */
  price: whole,
  quantity: v.pipe(count, v.maxValue(MAX_QUANTITY)),
  note: v.string(),
});

/** An order that is being put together. Empty words are none; an empty table is the counter. */
export const DRAFT = v.object({
  id: v.string(),
  /** "Đơn 2". */
  number: count,
  table: v.string(),
  note: v.string(),
  discount: v.nullable(DISCOUNT),
  lines: v.pipe(v.array(LINE), v.maxLength(MAX_LINES)),
  /** Why the server did not take it as it was, in the server's short name for it; gone with the next edit. */
  refusal: v.nullable(v.string()),
});

/** An order on its way to the server. It leaves the queue with the server's answer or by a person's hand. */
export const QUEUED = v.object({
  /** Made once; the same key is the same order, however often it is sent. */
  key: v.string(),
  draft: DRAFT,
  till_id: v.nullable(v.string()),
  /** When the cashier made it, in ms since 1970. */
  at: v.number(),
  /** How often it was sent without an answer. */
  attempts: whole,
  /** The server's clear no; null while it waits. */
  refusal: v.nullable(v.string()),
});

/** An order the server has confirmed. */
export const MADE = v.object({ key: v.string(), order_id: whole, at: v.number() });

export type Discount = v.InferOutput<typeof DISCOUNT>;
export type DraftLine = v.InferOutput<typeof LINE>;
export type Draft = v.InferOutput<typeof DRAFT>;
export type QueuedOrder = v.InferOutput<typeof QUEUED>;

/** Everything one cashier has under way on this machine, shared by all tabs of the browser. */
export interface Desk {
  /** Grows with every change. */
  readonly version: number;
  readonly drafts: readonly Draft[];
  /** The oldest first. */
  readonly queue: readonly QueuedOrder[];
  /** The newest first. */
  readonly made: readonly v.InferOutput<typeof MADE>[];
  /** Records that could not be read and were put aside, until somebody has seen it. */
  readonly putAside: number;
}

export const EMPTY_DESK: Desk = { version: 0, drafts: [], queue: [], made: [], putAside: 0 };
