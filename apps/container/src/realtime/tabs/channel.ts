import * as v from 'valibot';
import type { MessagePipe } from '../../auth/sessionChannel.ts';

const cursor = v.nullable(v.string());
const optionalNumber = v.exactOptional(v.number());

const messageSchema = v.variant('kind', [
  /** A follower asks for its leader. `from`: any name of the tab. */
  v.object({ kind: v.literal('tick'), from: v.string(), isVisible: v.boolean() }),
  /**
   * The leader: how its connection is and where. `to`: the tab that asked, null when nobody did. `term`: grows with each
   * leader, so that one who has lost the lock asleep is not believed when it wakes.
   */
  v.object({
    kind: v.literal('pulse'),
    to: v.nullable(v.string()),
    term: v.number(),
    status: v.object({
      state: v.picklist(['idle', 'connecting', 'syncing', 'live', 'waiting', 'authorizing', 'suspended', 'stopped']),
      since: v.number(),
      degraded: v.boolean(),
      fresh: v.boolean(),
      attempt: optionalNumber,
      retryAt: optionalNumber,
      reason: v.exactOptional(v.string()),
    }),
    cursor,
    hiddenForMs: v.number(),
    heardAgoMs: v.number(),
  }),
  /** What the leader's connection brought, before anything was made of it. `after`: the leader's cursor until then. */
  v.object({
    kind: v.literal('event'),
    after: cursor,
    frame: v.object({ type: v.string(), id: v.string(), json: v.string() }),
    origin: v.picklist(['live', 'replay']),
  }),
  v.object({ kind: v.literal('moved'), after: cursor, id: v.string() }),
  v.object({ kind: v.literal('resync'), reason: v.string(), id: v.string() }),
  /** What a page of a follower wishes. */
  v.object({ kind: v.literal('command'), command: v.picklist(['connect', 'disconnect', 'retry']) }),
  /** The gateway said that the login is over. */
  v.object({ kind: v.literal('ended'), sid: v.string() }),
]);

/** What the tabs of one login tell each other. Never a token. */
export type TabMessage = v.InferOutput<typeof messageSchema>;

export type MessageOf<K extends TabMessage['kind']> = Extract<TabMessage, { kind: K }>;

/**
 * The tabs of one login of one browser. The version is part of the name: tabs of two builds that disagree do not hear each
 * other; what is only new to a build is dropped by it.
 */
export function channelName(environment: string, login: string): string {
  return `vppos.realtime.v1:${environment}:${login}`;
}

export function hearMessages(pipe: MessagePipe, listener: (message: TabMessage) => void): void {
  pipe.onmessage = ({ data }) => {
    const parsed = v.safeParse(messageSchema, data);
    if (parsed.success) listener(parsed.output);
  };
}
