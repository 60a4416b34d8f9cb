import { installSession } from '@vppos/core/http';
import { createRecordedBank, type RecordedBank } from '../standalone/recordedBank.ts';

/** What a test does to the requests whose `METHOD path` begins with a text. */
type Fault = 'offline' | 'server error' | 'wrong shape' | 'refused' | 'not found' | 'never answered' | 'answer lost';

/** The recorded bank with a memory of what it was asked and faults on demand. Extend it with a further `Fault`. */
export interface FakeBank extends RecordedBank {
  /** How many requests so far begin with this `METHOD path`. */
  readonly count: (prefix: string) => number;
  /** The bodies of all requests that had one. */
  readonly bodies: () => readonly Readonly<Record<string, unknown>>[];
  /** Harms every request with this prefix until told otherwise. */
  readonly harm: (prefix: string, fault: Fault | null) => void;
  /** Holds answers, already made, until released. */
  readonly hold: (prefix: string) => () => void;
  readonly uninstall: () => void;
}

export function installFakeBank(now: () => number): FakeBank {
  const bank = createRecordedBank(now);
  const asked: string[] = [];
  const bodies: Readonly<Record<string, unknown>>[] = [];
  const faults = new Map<string, Fault>();
  const holds = new Map<string, Promise<void>>();
  const of = <T>(rules: ReadonlyMap<string, T>, line: string): T | undefined =>
    [...rules].find(([prefix]) => line.startsWith(prefix))?.[1];

  const uninstall = installSession({
    fetch: async (path, init) => {
      const line = `${init?.method ?? 'GET'} ${path}`;
      asked.push(line);
      if (init?.body !== undefined) bodies.push(JSON.parse(String(init.body)));
      const fault = of(faults, line);
      const isHeard = fault === undefined || fault === 'answer lost';
      const answer = await (isHeard ? bank.fetch(path, init) : harmed(fault));
      if (fault === 'answer lost') throw new TypeError('Failed to fetch');
      await of(holds, line);
      return answer;
    },
  });
  return {
    ...bank,
    count: (prefix) => asked.filter((line) => line.startsWith(prefix)).length,
    bodies: () => bodies,
    harm: (prefix, fault) => void (fault === null ? faults.delete(prefix) : faults.set(prefix, fault)),
    hold: (prefix) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      holds.set(prefix, promise);
      return () => {
        holds.delete(prefix);
        resolve();
      };
    },
    uninstall,
  };
}

async function harmed(fault: Exclude<Fault, 'answer lost'>): Promise<Response> {
  switch (fault) {
    case 'offline':
      throw new TypeError('Failed to fetch');
    case 'server error':
      return problem(503);
    case 'refused':
      return problem(403);
    case 'not found':
      return problem(404);
    case 'wrong shape':
      return Response.json({ order_id: 'one', items: 'none' });
    case 'never answered':
      return await new Promise(() => {});
  }
}

function problem(status: number): Response {
  return Response.json({ type: 'about:blank', title: 'Refused', status }, { status });
}
