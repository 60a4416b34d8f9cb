import { QRPay } from 'vietnam-qr-pay';
import { withoutAccents } from '../plainText.ts';

/** Banks cut or refuse longer notes. */
const NOTE_MAX_LENGTH = 25;

export interface VietQrRequest {
  /** Six digits that name the bank. */
  readonly bankBin: string;
  readonly account: string;
  /** Whole VND. */
  readonly amount: number;
  /** What the transfer carries; sanitised here. */
  readonly note: string;
}

/** The EMVCo string of a transfer by NAPAS 247: scan it and amount, account and note are filled in. Throws a RangeError. */
export function buildVietQr({ bankBin, account, amount, note }: VietQrRequest): string {
  if (!Number.isSafeInteger(amount) || amount < 1) throw new RangeError(`${amount} is not a whole number of đồng.`);
  return QRPay.initVietQR({
    bankBin,
    bankNumber: account,
    amount: String(amount),
    purpose: sanitizeNote(note),
  }).build();
}

/** ASCII letters, digits and single spaces, at most 25 characters: what every bank passes on unchanged. */
export function sanitizeNote(note: string): string {
  return withoutAccents(note)
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .slice(0, NOTE_MAX_LENGTH)
    .trimEnd();
}
