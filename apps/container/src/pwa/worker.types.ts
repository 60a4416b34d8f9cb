import * as v from 'valibot';

const messageSchema = v.variant('kind', [
  /** The person has asked for the new version. */
  v.object({ kind: v.literal('takeOver') }),
  /** The micro-frontends to have at hand without a network, by the addresses of their manifests. */
  v.object({
    kind: v.literal('keepRemotes'),
    manifests: v.pipe(v.array(v.pipe(v.string(), v.url())), v.maxLength(32)),
  }),
]);

/** What a page tells the service worker. */
export type WorkerMessage = v.InferOutput<typeof messageSchema>;

export function readWorkerMessage(data: unknown): WorkerMessage | null {
  const read = v.safeParse(messageSchema, data);
  return read.success ? read.output : null;
}

/** Where the built worker lies. */
export const WORKER_URL = '/service-worker.js';
