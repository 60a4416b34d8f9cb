import { createHmac } from 'node:crypto';

/** One transfer as a provider tells it. Amounts in VND. */
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
const SEPAY_SECRET = 'demo-sepay-webhook-secret';
const ACCOUNT = '0123456789';

/** Signs as payOS documents it: the keys of `data`, sorted, as `k=v&…`, HMAC-SHA256. Written apart from the backend's code. */
export function signedWebhook(transfer: Transfer, key = CHECKSUM_KEY): object {
  const data: Record<string, string | number | null> = {
    orderCode: transfer.paymentId,
    amount: transfer.amount,
    description: transfer.code,
    accountNumber: transfer.account ?? ACCOUNT,
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

/** Signs as SePay documents it: `<timestamp>.<body>`, HMAC-SHA256. It knows no payment, only what the note says. */
export function tellBySepay(backendUrl: string, transfer: Transfer): Promise<Response> {
  const body = JSON.stringify({
    id: transfer.paymentId,
    gateway: 'Vietcombank',
    transactionDate: transfer.transactionDateTime ?? bankTime(),
    accountNumber: transfer.account ?? ACCOUNT,
    code: null,
    content: `${transfer.code} thanh toan`,
    transferType: 'in',
    transferAmount: transfer.amount,
    accumulated: 1_000_000,
    subAccount: null,
    referenceCode: transfer.reference,
    description: '',
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SEPAY_SECRET).update(`${timestamp}.${body}`).digest('hex');
  return fetch(`${backendUrl}/api/v1/webhooks/sepay`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-sepay-timestamp': timestamp,
      'x-sepay-signature': `sha256=${signature}`,
    },
    body,
  });
}

/** The mock bank books what an order asks for and tells nobody: it stands in its list only. Gives the bank's reference. */
export async function bookUntold(backendUrl: string, orderId: number): Promise<string> {
  const answer = await fetch(`${backendUrl}/mock-bank/transfers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: backendUrl },
    body: JSON.stringify({ order_id: orderId, provider: 'none' }),
  });
  if (!answer.ok) throw new Error(`The mock bank answered ${answer.status}: ${await answer.text()}`);
  const list = await fetch(`${backendUrl}/mock-bank/userapi/transactions/list?account_number=${ACCOUNT}&limit=1`, {
    headers: { authorization: 'Bearer demo-mock-bank-list-token' },
  });
  const { transactions } = (await list.json()) as { transactions: { reference_number: string }[] };
  const [newest] = transactions;
  if (newest === undefined) throw new Error('The mock bank lists nothing.');
  return newest.reference_number;
}

/** `2026-11-21 10:30:00`, the bank's wall clock. */
export function bankTime(at = Date.now()): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
