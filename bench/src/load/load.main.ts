// The load process: does what its parent asks, one request after the other, and ends with it.
import { Load, type LoadStart } from './load.ts';

let load: Load | null = null;

process.on('message', (message: { id: number; call: string; argument: unknown }) => {
  run(message.call, message.argument).then(
    (result) => process.send?.({ id: message.id, result }),
    (error) => process.send?.({ id: message.id, error: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));

async function run(call: string, argument: unknown): Promise<unknown> {
  if (call === 'start') {
    // The parent is our own code: it sends what `LoadStart` says.
    load = new Load(argument as LoadStart);
    return null;
  }
  const method: unknown = load === null ? undefined : Reflect.get(load, call);
  if (typeof method !== 'function') throw new Error(`The load cannot ${call}.`);
  return method.call(load, argument);
}
