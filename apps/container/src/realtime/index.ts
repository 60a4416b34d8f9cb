export { holdEventStream, type StreamDeps } from './eventStream.ts';
export type { RealtimeFaults } from './faults.ts';
export { type ConnectionOptions, createRealStreamDeps, realtimeFaults } from './realDeps.ts';
