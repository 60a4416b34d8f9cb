import * as v from 'valibot';
import { type Cursor, isKnownEventType, REALTIME_PAYLOAD_SCHEMAS } from '../types/index.ts';
import { isCursor } from './cursor.ts';
import { CONTROL_SCHEMAS, type ControlData, type ControlType, isEventTypeName } from './frame.ts';

/** One wrong place in a payload: `path` is dotted (`items.0.price`), empty for the whole. */
export interface PayloadIssue {
  readonly path: string;
  readonly message: string;
}

export type PayloadCheck =
  | { readonly ok: true; readonly known: boolean }
  | { readonly ok: false; readonly issues: readonly PayloadIssue[] };

/** The issues of a failed parse, one row for each wrong path. */
export function toPayloadIssues(issues: readonly v.BaseIssue<unknown>[]): PayloadIssue[] {
  return issues.map((issue) => ({ path: v.getDotPath(issue) ?? '', message: issue.message }));
}

/** Checks a payload against the schema of its type. A type this build does not know passes as `known: false`. */
export function checkPayload(type: string, data: unknown): PayloadCheck {
  if (!isKnownEventType(type)) return { ok: true, known: false };
  // The table's rows differ in type; as a schema of unknown input they are one kind.
  const schema: v.GenericSchema = REALTIME_PAYLOAD_SCHEMAS[type];
  const result = v.safeParse(schema, data);
  return result.success ? { ok: true, known: true } : { ok: false, issues: toPayloadIssues(result.issues) };
}

/** A business event off the wire. `data` is the decoded JSON itself, nothing trimmed or added. */
export interface WireEvent {
  readonly id: Cursor;
  readonly type: string;
  readonly data: unknown;
}

export type DecodedEvent =
  | { readonly ok: true; readonly event: WireEvent; readonly known: boolean }
  | { readonly ok: false; readonly code: 'BAD_TYPE' | 'BAD_ID' | 'NOT_JSON' }
  | { readonly ok: false; readonly code: 'BAD_PAYLOAD'; readonly id: Cursor; readonly issues: readonly PayloadIssue[] };

/** The three fields of a business frame, as an SSE parser hands them over, become one event or a reason why not. */
export function decodeEvent(frame: { id: string; type: string; json: string }): DecodedEvent {
  if (!isEventTypeName(frame.type)) return { ok: false, code: 'BAD_TYPE' };
  if (!isCursor(frame.id)) return { ok: false, code: 'BAD_ID' };
  const parsed = parseJson(frame.json);
  if (!parsed.ok) return { ok: false, code: 'NOT_JSON' };
  const check = checkPayload(frame.type, parsed.value);
  if (!check.ok) return { ok: false, code: 'BAD_PAYLOAD', id: frame.id, issues: check.issues };
  return { ok: true, event: { id: frame.id, type: frame.type, data: parsed.value }, known: check.known };
}

export type DecodedControl =
  | { [T in ControlType]: { readonly ok: true; readonly type: T; readonly data: ControlData<T> } }[ControlType]
  | { readonly ok: false; readonly code: 'UNKNOWN_CONTROL' | 'NOT_JSON' | 'BAD_PAYLOAD' };

/** A `stream.*` frame becomes its control event; one this build does not know is skipped by its reader. */
export function decodeControl(type: string, json: string): DecodedControl {
  if (!Object.hasOwn(CONTROL_SCHEMAS, type)) return { ok: false, code: 'UNKNOWN_CONTROL' };
  const parsed = parseJson(json);
  if (!parsed.ok) return { ok: false, code: 'NOT_JSON' };
  const schema: v.GenericSchema = CONTROL_SCHEMAS[type as ControlType];
  const result = v.safeParse(schema, parsed.value);
  if (!result.success) return { ok: false, code: 'BAD_PAYLOAD' };
  // The schema looked up by `type` has just accepted the value.
  return { ok: true, type, data: result.output } as DecodedControl;
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
