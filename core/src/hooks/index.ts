export { MfeNameProvider, useMfeName } from './mfeName.ts';
export { useAuthUser } from './useAuthUser.ts';
export { type RealtimeEventOptions, useRealtimeEvent } from './useRealtimeEvent.ts';
export { useRealtimeResync } from './useRealtimeResync.ts';
export { useRealtimeStatus } from './useRealtimeStatus.ts';
export { useStaleHint } from './useStaleHint.ts';
