import * as v from 'valibot';
import { AMOUNT_MAX, filled, readShopTime, unreadable, wordsField } from '../bankFields.ts';
import type { BankRow, ReadTransfer } from '../provider.ts';

/** Only what booking cannot do without is required; everything else is read where it is there. */
const payosData = v.looseObject({
  amount: v.pipe(v.number(), v.integer(), v.notValue(0), v.minValue(-AMOUNT_MAX), v.maxValue(AMOUNT_MAX)),
  orderCode: v.optional(v.unknown()),
  description: wordsField,
  accountNumber: wordsField,
  reference: wordsField,
  transactionDateTime: wordsField,
  counterAccountName: wordsField,
  counterAccountNumber: wordsField,
  code: v.optional(v.nullable(v.literal('00', 'The transfer did not succeed.'))),
  currency: v.optional(v.nullable(v.literal('VND', 'Another currency.'))),
});

/** The transfer in the signed part of a payOS webhook, or why no transfer can be read from it. */
export function readPayosTransfer(data: BankRow): ReadTransfer {
  const result = v.safeParse(payosData, data);
  if (!result.success) return unreadable(result.issues);
  const row = result.output;
  return {
    ok: true,
    transfer: {
      account: filled(row.accountNumber),
      amount: Math.abs(row.amount),
      direction: row.amount < 0 ? 'out' : 'in',
      paymentId: toPaymentId(row.orderCode),
      content: row.description ?? '',
      reference: filled(row.reference),
      providerId: null,
      payer: filled(row.counterAccountName) ?? filled(row.counterAccountNumber),
      transferredAt: readShopTime(row.transactionDateTime ?? ''),
    },
  };
}

function toPaymentId(orderCode: unknown): number | null {
  const id = typeof orderCode === 'string' && orderCode !== '' ? Number(orderCode) : orderCode;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null;
}
