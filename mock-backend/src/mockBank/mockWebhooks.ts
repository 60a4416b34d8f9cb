import { shopTime } from '../bank/bankFields.ts';
import { payosSignature } from '../bank/payos/payosSignature.ts';
import type { BankRow } from '../bank/provider.ts';
import { sepaySignature } from '../bank/sepay/sepaySignature.ts';

/** What the bank's customer did. */
export interface PlayedTransfer {
  /** Our payment id, which only payOS is told. */
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
  /** SePay's own number of it. */
  readonly sepayId?: number;
}

/** A payOS webhook on the wire. Only `data` is signed; what stands around it proves nothing. */
export interface PayosWebhook {
  readonly code: string;
  readonly desc: string;
  readonly success: boolean;
  readonly data: BankRow;
  readonly signature: string;
}

/** A SePay webhook on the wire. */
export interface SepayWebhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The webhook payOS would send for this transfer, really signed. */
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

/** The webhook SePay would send at `sentAt` (ms since 1970) for this transfer, really signed. */
export function signedSepayWebhook(
  transfer: PlayedTransfer,
  { secret, sentAt }: { secret: string; sentAt: number },
): SepayWebhook {
  const body = JSON.stringify({
    id: transfer.sepayId ?? 1,
    gateway: 'Vietcombank',
    transactionDate: shopTime(transfer.transferredAt),
    accountNumber: transfer.accountNumber,
    code: null,
    content: transfer.description,
    transferType: 'in',
    transferAmount: transfer.amount,
    accumulated: 0,
    subAccount: null,
    referenceCode: transfer.reference,
    description: '',
  });
  const timestamp = String(Math.floor(sentAt / 1000));
  const signature = sepaySignature(Buffer.from(body), timestamp, secret);
  return { body, headers: { 'x-sepay-timestamp': timestamp, 'x-sepay-signature': signature } };
}
