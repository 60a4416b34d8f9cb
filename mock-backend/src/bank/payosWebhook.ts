import * as v from 'valibot';
import { isPayosSignature, type PayosData, payosSignature } from './payosSignature.ts';

const SHOP_UTC_OFFSET_MS = 7 * 3_600_000;

/** A payOS webhook on the wire. Only `data` is signed; what stands around it proves nothing. */
export interface PayosWebhook {
  readonly code: string;
  readonly desc: string;
  readonly success: boolean;
  readonly data: PayosData;
  readonly signature: string;
}

/** What the bank's customer did. */
export interface PlayedTransfer {
  /** Our payment id. */
  readonly orderCode: number;
  /** Whole VND. */
  readonly amount: number;
  /** The note, with the payment's code. */
  readonly description: string;
  /** The shop's account. */
  readonly accountNumber: string;
  /** The bank's reference: the same one is the same transfer. */
  readonly reference: string;
  /** When, in ms since 1970. */
  readonly transferredAt: number;
  readonly payer?: string;
}

/** The webhook payOS would send for this transfer, really signed. For the mock bank and for tests. */
export function signedPayosWebhook(transfer: PlayedTransfer, checksumKey: string): PayosWebhook {
  const data = {
    orderCode: transfer.orderCode,
    amount: transfer.amount,
    description: transfer.description,
    accountNumber: transfer.accountNumber,
    reference: transfer.reference,
    transactionDateTime: shopTime(transfer.transferredAt),
    currency: 'VND',
    paymentLinkId: `mock-${transfer.orderCode}`,
    code: '00',
    desc: 'Thành công',
    counterAccountBankId: null,
    counterAccountBankName: null,
    counterAccountName: transfer.payer ?? 'NGUYEN VAN KHACH',
    counterAccountNumber: '0000111122223333',
    virtualAccountName: null,
    virtualAccountNumber: null,
  };
  return { code: '00', desc: 'success', success: true, data, signature: payosSignature(data, checksumKey) };
}

export type ReadWebhook =
  | { readonly kind: 'authentic'; readonly data: PayosData }
  | { readonly kind: 'forged' }
  | { readonly kind: 'malformed' };

const envelope = v.looseObject({ data: v.record(v.string(), v.unknown()), signature: v.string() });
const isFlat = (value: unknown): boolean => typeof value !== 'object' || value === null || Array.isArray(value);

/** Pure. A body that is no payOS webhook is malformed, one that payOS has not signed is forged. */
export function readPayosWebhook(raw: string, checksumKey: string): ReadWebhook {
  const parsed = v.safeParse(envelope, parseJson(raw));
  if (!parsed.success) return { kind: 'malformed' };
  // An object inside `data` would be signed as "[object Object]", whatever it holds.
  const { data, signature } = parsed.output;
  if (!Object.values(data).every(isFlat)) return { kind: 'malformed' };
  return isPayosSignature(data, signature, checksumKey) ? { kind: 'authentic', data } : { kind: 'forged' };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}

function shopTime(at: number): string {
  return new Date(at + SHOP_UTC_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}
