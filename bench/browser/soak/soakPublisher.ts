import { signToken } from '../../../e2e/src/api.ts';

/** Events a second. */
const RATE = 5;

export interface SoakPublisher {
  /** The ids of everything the gateway has acknowledged, in the log's order. */
  stop(): Promise<readonly string[]>;
}

/** A shop's events, one at a time and each until it is acknowledged: its key makes a second try harmless. */
export function startPublisher(gatewayUrl: string): SoakPublisher {
  let isStopped = false;
  const ids: string[] = [];
  const publishAll = async (): Promise<void> => {
    for (let n = 1; !isStopped; n += 1) {
      const id = await publishOnce(gatewayUrl, n);
      if (id === null) n -= 1;
      else ids.push(id);
      await new Promise((resolve) => setTimeout(resolve, 1000 / RATE));
    }
  };
  const done = publishAll();
  return {
    stop: async () => {
      isStopped = true;
      await done;
      return ids;
    },
  };
}

async function publishOnce(gatewayUrl: string, n: number): Promise<string | null> {
  const token = await signToken({ sub: 'soak', roles: ['service'] });
  try {
    const response = await fetch(`${gatewayUrl}/api/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...eventOf(n), target: 'company', companyId: 1, idempotencyKey: `soak-${n}` }),
    });
    return response.status === 202 ? ((await response.json()) as { id: string }).id : null;
  } catch {
    // The gateway is being restarted: the same event is tried again.
    return null;
  }
}

function eventOf(n: number) {
  if (n % 50 === 0) return { event: 'notify', data: { message: `Thông báo ${n}` } };
  if (n % 10 === 0) {
    const data = { company_id: 1, order_id: 1001 + (n % 40), invoice_number: `HD-${n}`, message: 'Đơn mới' };
    return { event: 'order_created', data };
  }
  return { event: 'resource_updated', data: { resource: 'product', action: 'updated', data: { id: n } } };
}
