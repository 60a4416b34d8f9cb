export { MfeNameProvider, useMfeName } from './mfeName.ts';
export type { Answer, ReadFailure } from './snapshot/readWithin.ts';
export { SNAPSHOT_BUFFER_MAX, type WithCursor } from './snapshot/snapshot.machine.ts';
export {
  keepSnapshot,
  SNAPSHOT_DEADLINE_MS,
  SNAPSHOT_RETRY,
  SNAPSHOT_SPACING_MS,
  type Snapshot,
  type SnapshotDeps,
  type SnapshotView,
} from './snapshot/snapshot.ts';
export { useAuthUser } from './useAuthUser.ts';
export {
  CONNECTION_MAX_EVENTS,
  type RealtimeConnection,
  type RealtimeConnectionError,
  useRealtimeConnection,
} from './useRealtimeConnection.ts';
export { type RealtimeEventOptions, useRealtimeEvent } from './useRealtimeEvent.ts';
export { type EventOf, type RealtimeHints, useRealtimeHints } from './useRealtimeHints.ts';
export { useRealtimeResync } from './useRealtimeResync.ts';
export { type RealtimeSnapshot, type RealtimeSnapshotOptions, useRealtimeSnapshot } from './useRealtimeSnapshot.ts';
export { useRealtimeStatus } from './useRealtimeStatus.ts';
export { type RealtimeTagsOptions, useRealtimeTags } from './useRealtimeTags.ts';
export { useStaleHint } from './useStaleHint.ts';
