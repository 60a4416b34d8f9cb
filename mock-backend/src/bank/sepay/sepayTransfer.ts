import * as v from 'valibot';
import { AMOUNT_MAX, filled, readShopTime, unreadable, wordsField } from '../bankFields.ts';
import type { BankRow, ReadTransfer } from '../provider.ts';

/** Whole VND from 0, as a number or as its list writes it: `"18067000.00"`. */
const vnd = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,14}(\.0+)?$/, 'Not whole đồng.'), v.transform(Number))]),
  v.integer(),
  v.minValue(0),
  v.maxValue(AMOUNT_MAX),
);

const told = v.looseObject({
  id: wordsField,
  transferType: v.picklist(['in', 'out']),
  transferAmount: v.pipe(vnd, v.minValue(1)),
  accountNumber: wordsField,
  content: wordsField,
  description: wordsField,
  referenceCode: wordsField,
  transactionDate: wordsField,
});

const listed = v.pipe(
  v.looseObject({
    id: wordsField,
    amount_in: vnd,
    amount_out: vnd,
    account_number: wordsField,
    transaction_content: wordsField,
    reference_number: wordsField,
    transaction_date: wordsField,
  }),
  v.check((row) => (row.amount_in === 0) !== (row.amount_out === 0), 'Money came or went, never both or neither.'),
);

/** The transfer in a SePay webhook, or why no transfer can be read from it. */
export function readSepayTransfer(data: BankRow): ReadTransfer {
  const result = v.safeParse(told, data);
  if (!result.success) return unreadable(result.issues);
  const row = result.output;
  return toTransfer({
    ...row,
    account: row.accountNumber,
    amount: row.transferAmount,
    direction: row.transferType,
    content: filled(row.content) ?? filled(row.description),
    reference: row.referenceCode,
    date: row.transactionDate,
  });
}

/** The transfer in a row of SePay's list. */
export function readListedTransfer(data: BankRow): ReadTransfer {
  const result = v.safeParse(listed, data);
  if (!result.success) return unreadable(result.issues);
  const row = result.output;
  return toTransfer({
    ...row,
    account: row.account_number,
    amount: row.amount_in + row.amount_out,
    direction: row.amount_in > 0 ? 'in' : 'out',
    content: row.transaction_content,
    reference: row.reference_number,
    date: row.transaction_date,
  });
}

type Words = string | null | undefined;

interface SepayFields {
  readonly id?: Words;
  readonly account: Words;
  readonly amount: number;
  readonly direction: 'in' | 'out';
  readonly content: Words;
  readonly reference: Words;
  readonly date: Words;
}

function toTransfer(fields: SepayFields): ReadTransfer {
  const id = filled(fields.id);
  return {
    ok: true,
    transfer: {
      account: filled(fields.account),
      amount: fields.amount,
      direction: fields.direction,
      paymentId: null,
      content: fields.content ?? '',
      reference: filled(fields.reference),
      providerId: id === null ? null : `sepay:${id}`,
      // SePay does not say who paid.
      payer: null,
      transferredAt: readShopTime(fields.date ?? ''),
    },
  };
}
