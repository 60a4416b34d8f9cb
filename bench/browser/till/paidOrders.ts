import { signedWebhook, tellBackend } from '../../../e2e/src/bank.ts';

/** An order whose money is asked for. */
export interface Asked {
  readonly orderId: number;
  readonly paymentId: number;
  readonly amount: number;
  readonly code: string;
  /** The till that shows the QR. */
  readonly tillId: string;
}

/** So many requests are under way at once. */
const AT_ONCE = 10;

/** The back end as a cashier of the first shop sees it. */
export class Counter {
  readonly #url: string;
  readonly #token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** `url`: the till's origin. */
  static async open(url: string): Promise<Counter> {
    const response = await fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ username: 'thungan2', password: 'demo1234' }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    return new Counter(url, token);
  }

  /** So many new orders, each with a QR that a till shows. */
  async ask(count: number, tillId: string): Promise<Asked[]> {
    const asked: Asked[] = [];
    for (let done = 0; done < count; done += AT_ONCE) {
      const wave = Array.from({ length: Math.min(AT_ONCE, count - done) }, () => this.#askOne(tillId));
      asked.push(...(await Promise.all(wave)));
    }
    return asked;
  }

  /** The newest orders, as `<id> <status>`, so many pages of them. */
  async newest(pages: number): Promise<string[]> {
    const rows: string[] = [];
    for (let page = 1; page <= pages; page += 1) {
      const { items } = await this.#call<{ items: { order_id: number; status: string }[] }>(`/orders?page=${page}`);
      rows.push(...items.map(({ order_id, status }) => `${order_id} ${status}`));
    }
    return rows;
  }

  async #askOne(tillId: string): Promise<Asked> {
    const items = [{ product_id: 1, quantity: 1 }];
    const body = { items, till_id: tillId, idempotency_key: crypto.randomUUID() };
    const { order_id: orderId } = await this.#call<{ order_id: number }>('/orders', body);
    const { payment_id, amount, code } = await this.#call<{ payment_id: number; amount: number; code: string }>(
      `/orders/${orderId}/payments`,
      { method: 'vietqr', till_id: tillId },
    );
    return { orderId, paymentId: payment_id, amount, code, tillId };
  }

  async #call<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** The bank tells of all, as fast as the back end takes it. */
export async function payAll(backendUrl: string, asked: readonly Asked[]): Promise<void> {
  for (let done = 0; done < asked.length; done += AT_ONCE) {
    const wave = asked.slice(done, done + AT_ONCE);
    await Promise.all(
      wave.map((payment) => tellBackend(backendUrl, signedWebhook({ ...payment, reference: `FT-${payment.orderId}` }))),
    );
  }
}
