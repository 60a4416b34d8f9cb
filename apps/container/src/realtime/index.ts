export { holdEventStream, type StreamDeps } from './eventStream.ts';
export { createRealStreamDeps } from './realDeps.ts';
