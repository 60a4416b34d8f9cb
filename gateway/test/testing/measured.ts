import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Agent, fetch } from 'undici';
import { onTestFinished } from 'vitest';
import type { ObjectCounts, Question, Weight } from './measured.main.ts';
import { notify } from './testGateway.ts';
import { serviceToken } from './tokens.ts';

export type { ObjectCounts, Weight };

/** A gateway in a process of its own, so that nothing of its clients is weighed with it. */
export interface MeasuredGateway {
  readonly port: number;
  readonly url: string;
  /** What it holds after everything unreachable has gone. */
  weigh(): Promise<Weight>;
  /** How many objects are still reachable. Slow. */
  count(): Promise<ObjectCounts>;
  publish(message: string): Promise<string>;
  /** What `GET /api/v1/events/stats` tells, as text. */
  stats(): Promise<string>;
}

const NODE_FLAGS = ['--expose-gc', '--disable-warning=ExperimentalWarning'];
const ENV = { PORT: '0', GATEWAY_LOG: 'memory:', PUBLISH_RATE: '0', LOG_LEVEL: 'silent', MAX_PER_USER: '15000' };

/** Ends with its test. */
export async function startMeasured(env: Record<string, string> = {}): Promise<MeasuredGateway> {
  const main = resolve(import.meta.dirname, 'measured.main.ts');
  const child = fork(main, {
    env: { ...ENV, ...env },
    execArgv: NODE_FLAGS,
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`The gateway ended with code ${code}.`);
  });
  // Each message answers the one before it.
  const answer = async (): Promise<unknown> => (await Promise.race([once(child, 'message'), died]))[0];
  died.catch(() => undefined);
  const ask = async (question: Question): Promise<unknown> => {
    child.send(question);
    return answer();
  };
  const { url } = (await answer()) as { url: string };
  const token = await serviceToken();
  // One connection that stays, so that the gateway's handles can be counted.
  const dispatcher = new Agent({ connections: 1, keepAliveTimeout: 60_000 });
  onTestFinished(() => dispatcher.destroy());
  const events = `${url}/api/v1/events`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    url,
    port: Number(new URL(url).port),
    weigh: async () => (await ask('weigh')) as Weight,
    count: async () => (await ask('count')) as ObjectCounts,
    publish: async (message) => {
      const body = JSON.stringify(notify({ data: { message } }));
      const response = await fetch(events, { method: 'POST', headers, body, dispatcher });
      if (response.status !== 202) throw new Error(`publish answered ${response.status}`);
      return String(((await response.json()) as { id: unknown }).id);
    },
    stats: async () => (await fetch(`${events}/stats`, { headers, dispatcher })).text(),
  };
}

/** Weighs until `isBack`, and gives the last weight either way: what a socket held may take a moment to go. */
export async function weighUntil(gateway: MeasuredGateway, isBack: (weight: Weight) => boolean): Promise<Weight> {
  let weight = await gateway.weigh();
  for (let tries = 0; tries < 50 && !isBack(weight); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    weight = await gateway.weigh();
  }
  return weight;
}
