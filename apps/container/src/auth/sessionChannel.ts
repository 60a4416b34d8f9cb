import type { Stop } from '@vppos/core/time';
import * as v from 'valibot';

const messageSchema = v.variant('kind', [
  v.object({ kind: v.literal('login'), sid: v.string(), userId: v.number(), companyId: v.number() }),
  v.object({ kind: v.literal('logout'), sid: v.string() }),
]);

/** What one tab tells all others about the browser's login. Never a token. */
export type SessionMessage = v.InferOutput<typeof messageSchema>;

/** The tabs' common ear. A tab never hears itself. */
export interface SessionChannel {
  post(message: SessionMessage): void;
  listen(listener: (message: SessionMessage) => void): Stop;
  close(): void;
}

/** What both ends of a `BroadcastChannel` need of it. */
export interface MessagePipe {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

/** The version is part of the name: tabs of two builds that disagree do not hear each other. */
export const SESSION_CHANNEL_NAME = 'vppos.session.v1';

/** A channel over a `BroadcastChannel`; without one (an old browser) the other tabs learn by their next refresh. */
export function createSessionChannel(pipe: MessagePipe | null): SessionChannel {
  const listeners = new Set<(message: SessionMessage) => void>();
  if (pipe !== null) {
    pipe.onmessage = (event) => {
      const parsed = v.safeParse(messageSchema, event.data);
      if (!parsed.success) return;
      for (const listener of [...listeners]) listener(parsed.output);
    };
  }
  return {
    post: (message) => pipe?.postMessage(message),
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => pipe?.close(),
  };
}
