import { formatVnd } from '@vppos/core/format';
import type { Clock } from '@vppos/core/time';
import * as v from 'valibot';
import { DEMO_PASSWORD, DEMO_SHOPS } from '../db/demoShops.ts';
import { amountToSend, type MockBankArgs } from './mockBankArgs.ts';
import { signedPayosWebhook } from './payosWebhook.ts';

/** Where the mock bank sends its word, and as whom it looks the payment up. */
export interface MockBankDeps {
  readonly backendUrl: string;
  /** An `Origin` the backend lets log in. */
  readonly origin: string;
  readonly checksumKey: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** One sentence for the person who asked for it. */
export class MockBankError extends Error {}

interface Asked {
  readonly paymentId: number;
  readonly amount: number;
  readonly code: string;
  readonly account: string;
}

const loginAnswer = v.object({ access_token: v.string() });
const problemAnswer = v.object({ detail: v.string() });
const openPayment = v.object({ payment_id: v.number(), amount: v.number(), code: v.string() });
const orderAnswer = v.object({
  total: v.number(),
  open_payment: v.nullable(openPayment),
  payments: v.array(v.object({ payment_id: v.number() })),
});

/** Plays a customer's bank: finds what the order asks for and sends a really signed webhook. Gives the line to print. */
export async function playBank(args: MockBankArgs, deps: MockBankDeps): Promise<string> {
  const asked = await findAsked(args.orderId, deps);
  const amount = amountToSend(args.amount, asked.amount);
  if (amount < 1) throw new MockBankError(`${formatVnd(asked.amount)} are asked for: that leaves nothing to send.`);
  const webhook = signedPayosWebhook(
    {
      orderCode: asked.paymentId,
      amount,
      description: asked.code,
      accountNumber: asked.account,
      reference: `FT${deps.newId().replaceAll('-', '').slice(0, 14).toUpperCase()}`,
      transferredAt: deps.clock.now(),
    },
    args.forge ? `${deps.checksumKey}-forged` : deps.checksumKey,
  );
  const statuses: number[] = [];
  for (let copy = 0; copy < (args.duplicate ? 2 : 1); copy += 1) {
    const response = await call(deps, '/api/v1/webhooks/payos', { body: webhook });
    statuses.push(response.status);
  }
  return `Told the backend of ${formatVnd(amount)} for order ${args.orderId} (payment ${asked.paymentId}): ${statuses.join(', ')}.`;
}

/** The payment that waits for money, a new one, or the last one that got some (its money will be a refund). */
async function findAsked(orderId: number, deps: MockBankDeps): Promise<Asked> {
  for (const shop of DEMO_SHOPS) {
    const token = await logIn(deps, shop.users[0]?.username ?? '');
    const found = await call(deps, `/api/v1/orders/${orderId}`, { token });
    if (found.status === 404) continue;
    const order = await read(found, orderAnswer);
    const open = order.open_payment ?? (await openOne(deps, { orderId, token, last: order.payments.at(-1), order }));
    return { paymentId: open.payment_id, amount: open.amount, code: open.code, account: shop.account };
  }
  throw new MockBankError(`There is no order ${orderId}.`);
}

interface Opening {
  readonly orderId: number;
  readonly token: string;
  readonly last: { payment_id: number } | undefined;
  readonly order: { total: number };
}

async function openOne(deps: MockBankDeps, opening: Opening): Promise<v.InferOutput<typeof openPayment>> {
  const { orderId, token, last, order } = opening;
  const response = await call(deps, `/api/v1/orders/${orderId}/payments`, { token, body: { method: 'vietqr' } });
  if (response.status === 409 && last !== undefined)
    return { payment_id: last.payment_id, amount: order.total, code: '' };
  return read(response, openPayment);
}

async function logIn(deps: MockBankDeps, username: string): Promise<string> {
  const response = await call(deps, '/api/v1/auth/login', { body: { username, password: DEMO_PASSWORD } });
  return (await read(response, loginAnswer)).access_token;
}

async function call(deps: MockBankDeps, path: string, options: { token?: string; body?: unknown }): Promise<Response> {
  const headers = {
    origin: deps.origin,
    ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const init =
    options.body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(options.body) };
  try {
    return await deps.fetch(`${deps.backendUrl}${path}`, init);
  } catch {
    throw new MockBankError(`No backend answers at ${deps.backendUrl}: start it with npm start, or set BACKEND_URL.`);
  }
}

async function read<S extends v.GenericSchema>(response: Response, schema: S): Promise<v.InferOutput<S>> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = v.safeParse(schema, body);
  if (response.ok && parsed.success) return parsed.output;
  const problem = v.safeParse(problemAnswer, body);
  const said = problem.success ? problem.output.detail : 'something this program does not understand';
  throw new MockBankError(`The backend answered ${response.status}: ${said}`);
}
