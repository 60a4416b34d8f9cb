import * as v from 'valibot';

/** Business types, and nothing else, may be published under this pattern; `stream.*`, `open`, `error`, `message` are reserved. */
export const EVENT_TYPE_PATTERN = /^[a-z][a-z0-9_]{0,63}$/;
export const RESERVED_TYPES: readonly string[] = ['open', 'error', 'message'];

/** Whether `type` may name a business event. */
export function isEventTypeName(type: string): boolean {
  return EVENT_TYPE_PATTERN.test(type) && !RESERVED_TYPES.includes(type);
}

const resyncReason = v.picklist(['trimmed', 'epoch', 'ahead', 'malformed', 'too_many', 'slow']);

/** Every control event and its data. Loose: a newer gateway may say more. */
export const CONTROL_SCHEMAS = {
  'stream.hello': v.looseObject({
    client_id: v.string(),
    heartbeat_ms: v.number(),
    replay: v.picklist(['none', 'follows', 'reset']),
    token_expires_at: v.number(),
    server_time: v.number(),
  }),
  'stream.resync': v.looseObject({ reason: resyncReason, cursor: v.string() }),
  'stream.live': v.looseObject({ cursor: v.string(), replayed: v.number() }),
  'stream.heartbeat': v.looseObject({ server_time: v.number(), fresh: v.boolean() }),
  'stream.token_expiring': v.looseObject({ expires_at: v.number() }),
  'stream.bye': v.looseObject({
    reason: v.picklist(['deploy', 'token_expired', 'signed_out', 'kicked', 'idle']),
    retry_after_ms: v.number(),
  }),
  'stream.superseded': v.looseObject({}),
};

export type ControlType = keyof typeof CONTROL_SCHEMAS;
export type ControlData<T extends ControlType> = v.InferOutput<(typeof CONTROL_SCHEMAS)[T]>;
/** Why a stream cannot continue from its cursor. */
export type StreamResyncReason = v.InferOutput<typeof resyncReason>;

/** The fields of one frame. `json` is one line of JSON: `JSON.stringify` never writes CR or LF. */
export interface FrameFields {
  readonly event: string;
  readonly json: string;
  readonly id?: string;
}

/** A field's text without what could end its line: a type or an id never carries CR, LF or NUL into the stream. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these three are the ones that break a field [sse-spec 9.2.5]
  return text.replace(/[\r\n\u0000]/g, '');
}

/** One frame of the stream, `id:` first so that a cut frame never moves a cursor. */
export function encodeFrame(fields: FrameFields): string {
  const id = fields.id === undefined ? '' : `id: ${oneLine(fields.id)}\n`;
  return `${id}event: ${oneLine(fields.event)}\ndata: ${oneLine(fields.json)}\n\n`;
}

/** A control frame; `id` where the table of the contract gives it one. */
export function encodeControl<T extends ControlType>(event: T, data: ControlData<T>, id?: string): string {
  const json = JSON.stringify(data);
  return encodeFrame(id === undefined ? { event, json } : { event, json, id });
}
