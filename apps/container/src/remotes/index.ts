export { watchRemoteErrors } from './attribution.ts';
export { CORE_VERSION } from './coreVersion.ts';
export { federationRuntime } from './federationRuntime.ts';
export { loadRegistry, type Registry } from './loadRegistry.ts';
export { RemoteSlot } from './RemoteSlot.tsx';
export type { RemoteEntry } from './registry.ts';
export { createRemoteLoader, type RemoteLoader } from './remoteLoader.ts';
export { createFaultLog, type FaultLog, type Report } from './reports.ts';
export { createSlotBoard, type SlotBoard } from './slotBoard.ts';
