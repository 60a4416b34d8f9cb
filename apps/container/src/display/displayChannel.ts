import * as v from 'valibot';
import type { MessagePipe } from '../auth/sessionChannel.ts';
import { tillSchema } from './shown.types.ts';

const messageSchema = v.variant('kind', [
  /** A display asks how things stand, every few seconds. */
  v.object({ kind: v.literal('ask') }),
  /** A tab of the till tells. `from`: any name of the tab. */
  v.object({ kind: v.literal('tell'), from: v.pipe(v.string(), v.maxLength(64)), till: tillSchema }),
]);

/** What a till and its displays tell each other. Never a token, nothing a customer may not see. */
export type DisplayMessage = v.InferOutput<typeof messageSchema>;

/** One till of one company. The version is part of the name. */
export function displayChannelName(companyId: number | string, tillId: string): string {
  return `vppos.display.v1:${companyId}:${tillId}`;
}

/** Whatever has another shape is not heard. */
export function hearDisplay(pipe: MessagePipe, listener: (message: DisplayMessage) => void): void {
  pipe.onmessage = ({ data }) => {
    const parsed = v.safeParse(messageSchema, data);
    if (parsed.success) listener(parsed.output);
  };
}
