import { formatClockTime } from '@vppos/core/format';
import type { RealtimeOrigin, RealtimePayloadBase } from '@vppos/core/types';

/** The words of an event's toast, by key: a test is called a test, and what was missed is shown as missed. */
export type NotifyWords =
  | { readonly key: 'plain'; readonly message: string }
  | { readonly key: 'test'; readonly message: string }
  | { readonly key: 'missed'; readonly message: string; readonly time: string };

/** A message longer than this is cut, in characters. */
export const MESSAGE_MAX = 300;

export function notifyWords(data: RealtimePayloadBase & { message: string }, origin: RealtimeOrigin): NotifyWords {
  const message = data.message.length > MESSAGE_MAX ? `${data.message.slice(0, MESSAGE_MAX - 1)}…` : data.message;
  if (data.test === true) return { key: 'test', message };
  if (origin === 'live' || data.occurred_at === undefined) return { key: 'plain', message };
  return { key: 'missed', message, time: formatClockTime(data.occurred_at) };
}
