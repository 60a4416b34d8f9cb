import { join } from 'node:path';
import type { Load, LoadStart } from './load/load.ts';
import { LOAD_CORE, PinnedProcess } from './processes.ts';

type Call = Exclude<keyof Load, 'start'>;
interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** The load as a process of its own on its own core; its methods are those of `Load`. */
export class LoadProcess {
  readonly #process = new PinnedProcess(LOAD_CORE, [process.execPath, join(import.meta.dirname, 'load/load.main.ts')], {
    hasIpc: true,
  });
  readonly #pending = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #calls = 0;

  static async start(options: LoadStart): Promise<LoadProcess> {
    const load = new LoadProcess();
    load.#process.child.on('message', (answer: Answer) => load.#settle(answer));
    load.#process.child.on('exit', () => load.#abandon());
    await load.#send('start', options);
    return load;
  }

  /** Calls a method of the `Load` in the other process. */
  async call<C extends Call>(name: C, ...args: Parameters<Load[C]>): Promise<Awaited<ReturnType<Load[C]>>> {
    // The other end answers with what the method of that name returned.
    return (await this.#send(name, args[0])) as Awaited<ReturnType<Load[C]>>;
  }

  async stop(): Promise<void> {
    await this.#process.stop('SIGKILL');
  }

  #send(call: string, argument: unknown): Promise<unknown> {
    this.#calls += 1;
    const id = this.#calls;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#process.child.send({ id, call, argument });
    });
  }

  #settle({ id, result, error }: Answer): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === undefined) pending?.resolve(result);
    else pending?.reject(new Error(error));
  }

  #abandon(): void {
    for (const { reject } of this.#pending.values()) reject(new Error('The load process ended.'));
    this.#pending.clear();
  }
}
