import { type DecodedControl, decodeControl } from '@vppos/core/protocol';
import type { ResyncReason } from '@vppos/core/types';
import type { ConnectionSignal } from '../connectionState.ts';
import type { SourceFrame } from '../source.ts';

/** What a control frame means: to the state, and to the cursor. */
export interface ControlReading {
  readonly signal: ConnectionSignal;
  /** The frame's id is the stream's position. */
  readonly movesCursor?: true;
  readonly resync?: ResyncReason;
}

/** The prefix is reserved: no business event begins with it. */
export function isControlFrame({ type }: SourceFrame): boolean {
  return type.startsWith('stream.');
}

/** Pure. A control event of a newer gateway, or one that cannot be read, counts as a sign of life and nothing more. */
export function readControl({ type, json }: SourceFrame): ControlReading {
  const decoded = decodeControl(type, json);
  if (decoded.ok) return toReading(decoded);
  // A reason this build has never heard of is still a gap: it must not pass in silence.
  if (type === 'stream.resync') return { signal: { type: 'heard' }, resync: 'unknown' };
  return { signal: { type: 'heard' } };
}

function toReading(control: Extract<DecodedControl, { ok: true }>): ControlReading {
  switch (control.type) {
    case 'stream.hello':
      return { signal: { type: 'hello', heartbeatMs: control.data.heartbeat_ms } };
    case 'stream.live':
      return { signal: { type: 'live' }, movesCursor: true };
    case 'stream.resync':
      return { signal: { type: 'heard' }, resync: control.data.reason };
    case 'stream.heartbeat':
      return { signal: { type: 'heard', fresh: control.data.fresh }, movesCursor: true };
    case 'stream.token_expiring':
      return { signal: { type: 'tokenExpiring' } };
    case 'stream.bye':
      return { signal: { type: 'bye', reason: control.data.reason, retryAfterMs: control.data.retry_after_ms } };
    case 'stream.superseded':
      return { signal: { type: 'superseded' } };
  }
}
