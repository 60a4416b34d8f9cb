export { type CursorParts, compareCursors, formatCursor, isCursor, parseCursor } from './cursor.ts';
export {
  checkPayload,
  type DecodedControl,
  type DecodedEvent,
  decodeControl,
  decodeEvent,
  type PayloadCheck,
  type PayloadIssue,
  toPayloadIssues,
  type WireEvent,
} from './decode.ts';
export {
  CONTROL_SCHEMAS,
  type ControlData,
  type ControlType,
  EVENT_TYPE_PATTERN,
  encodeControl,
  encodeFrame,
  type FrameFields,
  isEventTypeName,
  RESERVED_TYPES,
  type StreamResyncReason,
} from './frame.ts';
