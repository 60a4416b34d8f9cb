import { Agent, request } from 'node:http';
import type { Endpoint } from './endpoint.ts';
import { publishPost } from './request.ts';

const SOCKETS = 32;

export interface PublishPlan {
  readonly ratePerS: number;
  readonly count: number;
  readonly padBytes: number;
}

/** Publishes over HTTP at a fixed rate, whatever the server's speed: an event that must wait for a connection waits in its delay. */
export class Publisher {
  readonly #endpoint: Endpoint;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  /** When event `n` was due, in ms of `performance.now()`. */
  readonly dueAt: number[] = [];
  /** The id that the server gave event `n`, where it gives one. */
  readonly ids: (string | null)[] = [];
  refused = 0;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
  }

  /** Resolves when every event has been answered. */
  async publish(plan: PublishPlan): Promise<void> {
    const { bodyOf, headers } = publishPost(this.#endpoint, plan.padBytes);
    const from = this.dueAt.length;
    const startedAt = performance.now();
    const answers: Promise<void>[] = [];
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        const due = Math.floor(((performance.now() - startedAt) * plan.ratePerS) / 1000) + 1;
        while (answers.length < Math.min(due, plan.count)) {
          const n = from + answers.length;
          this.dueAt[n] = startedAt + (answers.length * 1000) / plan.ratePerS;
          answers.push(this.#post(n, bodyOf(n), headers));
        }
        if (answers.length < plan.count) return;
        clearInterval(timer);
        resolve();
      }, 1);
    });
    await Promise.all(answers);
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(n: number, body: string, headers: Readonly<Record<string, string>>): Promise<void> {
    const { port, publishPath: path } = this.#endpoint;
    return new Promise((resolve) => {
      const failed = (): void => {
        this.refused += 1;
        resolve();
      };
      const post = request(
        {
          host: '127.0.0.1',
          port,
          path,
          method: 'POST',
          agent: this.#agent,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
        },
        (response) => {
          let text = '';
          response.on('data', (bytes) => {
            text += bytes;
          });
          response.on('end', () => {
            if ((response.statusCode ?? 500) >= 300) return failed();
            this.ids[n] = /"id":"([^"]+)"/.exec(text)?.[1] ?? null;
            resolve();
          });
        },
      );
      post.on('error', failed);
      post.end(body);
    });
  }
}
