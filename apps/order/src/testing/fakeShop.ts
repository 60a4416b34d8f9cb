import { installSession } from '@vppos/core/http';
import { createRecordedShop, type RecordedShop } from '../standalone/recordedShop.ts';

/** What a test does to the next request whose `METHOD path` begins with a text. */
type Fault = 'lost answer' | 'offline' | 'server error' | 'wrong shape' | 'refused';

/** The recorded shop with a memory of what it was asked and faults on demand. Extend it with a further `Fault`. */
export interface FakeShop extends RecordedShop {
  /** Every request so far, as `GET /api/v1/orders?page=1`. */
  readonly asked: () => readonly string[];
  readonly count: (prefix: string) => number;
  readonly bodies: () => readonly Readonly<Record<string, unknown>>[];
  /** Harms every request with this prefix until told otherwise. */
  readonly harm: (prefix: string, fault: Fault | null) => void;
  /** Holds answers (already made) until released. */
  readonly hold: () => () => void;
  readonly uninstall: () => void;
}

export function installFakeShop(): FakeShop {
  const shop = createRecordedShop(() => 1_700_000_000_000);
  const asked: string[] = [];
  const bodies: Readonly<Record<string, unknown>>[] = [];
  const faults = new Map<string, Fault>();
  let held: Promise<void> = Promise.resolve();

  const session = {
    fetch: async (path: string, init?: RequestInit): Promise<Response> => {
      const line = `${init?.method ?? 'GET'} ${path}`;
      asked.push(line);
      if (init?.body !== undefined) bodies.push(JSON.parse(String(init.body)));
      const [, fault] = [...faults].find(([prefix]) => line.startsWith(prefix)) ?? [];
      const answer = await answerTo(fault, () => shop.fetch(path, init));
      await held;
      return answer;
    },
  };
  const uninstall = installSession(session);
  return {
    ...shop,
    asked: () => asked,
    count: (prefix) => asked.filter((line) => line.startsWith(prefix)).length,
    bodies: () => bodies,
    harm: (prefix, fault) => {
      if (fault === null) faults.delete(prefix);
      else faults.set(prefix, fault);
    },
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    uninstall,
  };
}

async function answerTo(fault: Fault | undefined, real: () => Promise<Response>): Promise<Response> {
  switch (fault) {
    case 'offline':
      throw new TypeError('Failed to fetch');
    case 'lost answer':
      await real();
      throw new TypeError('Failed to fetch');
    case 'server error':
      return Response.json({ type: 'about:blank', title: 'Broken', status: 500 }, { status: 500 });
    case 'refused':
      return Response.json(
        { type: 'urn:vppos:problem:unknown-product', title: 'Unknown product', status: 422 },
        { status: 422 },
      );
    case 'wrong shape':
      return Response.json({ items: [{ nothing: 'as expected' }], order_id: 'one' });
    case undefined:
      return await real();
  }
}
