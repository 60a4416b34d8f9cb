export { holdEventStream, type StreamDeps } from './eventStream.ts';
export type { RealtimeFaults } from './faults.ts';
export { createRealStreamDeps, realtimeFaults } from './realDeps.ts';
