export { type Connection, type ConnectionDeps, createConnection } from './connection.ts';
export { holdEventStream, type StreamDeps } from './eventStream.ts';
export { createRealStreamDeps } from './realDeps.ts';
