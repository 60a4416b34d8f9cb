import * as v from 'valibot';
import type { BankTransfer } from './bankTransfer.ts';
import type { PayosData } from './payosSignature.ts';

/** Vietnam has one time zone and no summer time. */
const SHOP_UTC_OFFSET = '+07:00';
/** In VND. No transfer is bigger; and sums of such amounts stay whole numbers that can be read back. */
const AMOUNT_MAX = 10_000_000_000_000;

const text = v.optional(v.nullable(v.union([v.string(), v.pipe(v.number(), v.transform(String))])));
/** Only what booking cannot do without is required; everything else is read where it is there. */
const payosData = v.looseObject({
  amount: v.pipe(v.number(), v.integer(), v.notValue(0), v.minValue(-AMOUNT_MAX), v.maxValue(AMOUNT_MAX)),
  orderCode: v.optional(v.unknown()),
  description: text,
  accountNumber: text,
  reference: text,
  transactionDateTime: text,
  counterAccountName: text,
  counterAccountNumber: text,
  code: v.optional(v.nullable(v.literal('00', 'The transfer did not succeed.'))),
  currency: v.optional(v.nullable(v.literal('VND', 'Another currency.'))),
});

export type ReadTransfer =
  | { readonly ok: true; readonly transfer: BankTransfer }
  | { readonly ok: false; readonly reason: string };

/** The transfer in the signed part of a payOS webhook, or why no transfer can be read from it. */
export function readPayosTransfer(data: PayosData): ReadTransfer {
  const result = v.safeParse(payosData, data);
  if (!result.success) {
    const reasons = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'data'}: ${issue.message}`);
    return { ok: false, reason: reasons.join('; ') };
  }
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
      payer: filled(row.counterAccountName) ?? filled(row.counterAccountNumber),
      transferredAt: toTime(row.transactionDateTime ?? ''),
    },
  };
}

function filled(value: string | null | undefined): string | null {
  const trimmed = value?.trim();
  return trimmed === undefined || trimmed === '' ? null : trimmed;
}

function toPaymentId(orderCode: unknown): number | null {
  const id = typeof orderCode === 'string' && orderCode !== '' ? Number(orderCode) : orderCode;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** `2026-02-04 18:25:00` on the shop's wall clock, or a time with its own offset. */
function toTime(text: string): number | null {
  const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(text);
  const at = Date.parse(local === null ? text : `${local[1]}T${local[2]}${SHOP_UTC_OFFSET}`);
  return Number.isNaN(at) ? null : at;
}
