import { createHmac } from 'node:crypto';

/** One transfer as payOS tells it. Amounts in VND. */
export interface Transfer {
  readonly paymentId: number;
  readonly amount: number;
  readonly code: string;
  /** The bank's own number of the transfer; two tellings of one transfer share it. */
  readonly reference: string;
  /** The receiving account. Default: company 1's. */
  readonly account?: string;
  readonly transactionDateTime?: string;
}

const CHECKSUM_KEY = 'demo-payos-checksum-key';

/** Signs as payOS documents it: the keys of `data`, sorted, as `k=v&…`, HMAC-SHA256. Written apart from the backend's code. */
export function signedWebhook(transfer: Transfer, key = CHECKSUM_KEY): object {
  const data: Record<string, string | number | null> = {
    orderCode: transfer.paymentId,
    amount: transfer.amount,
    description: transfer.code,
    accountNumber: transfer.account ?? '0123456789',
    reference: transfer.reference,
    transactionDateTime: transfer.transactionDateTime ?? bankTime(),
    currency: 'VND',
    paymentLinkId: `link-${transfer.paymentId}`,
    code: '00',
    desc: 'success',
    counterAccountName: 'NGUYEN VAN A',
    counterAccountNumber: '0071000123456',
    counterAccountBankId: '970415',
    counterAccountBankName: null,
    virtualAccountName: null,
    virtualAccountNumber: null,
  };
  const signed = Object.keys(data)
    .sort()
    .map((name) => `${name}=${data[name] ?? ''}`)
    .join('&');
  return {
    code: '00',
    desc: 'success',
    success: true,
    data,
    signature: createHmac('sha256', key).update(signed).digest('hex'),
  };
}

export function tellBackend(backendUrl: string, body: unknown): Promise<Response> {
  return fetch(`${backendUrl}/api/v1/webhooks/payos`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** `2026-11-21 10:30:00`, the bank's wall clock. */
function bankTime(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
