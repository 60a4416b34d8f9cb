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
  type ControlData,
  type ControlType,
  encodeControl,
  encodeFrame,
  type FrameFields,
  isEventTypeName,
  type StreamResyncReason,
} from './frame.ts';
