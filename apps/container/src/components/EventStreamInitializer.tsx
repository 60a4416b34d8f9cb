import { useEffect, useState } from 'react';
import { useSessionObject } from '../auth/index.ts';
import { type ConnectionOptions, createRealStreamDeps, holdEventStream, type StreamDeps } from '../realtime/index.ts';

interface EventStreamInitializerProps {
  /** Default: the real page's clock, network and bus, made at the first render. */
  readonly deps?: StreamDeps;
  /** Addresses, delays, attempts, callbacks; read at the first render. Default: those of `createConnectionConfig`. */
  readonly options?: ConnectionOptions;
}

/**
 * Holds the page's one event stream while somebody is signed in. Renders nothing. Under StrictMode, which mounts twice,
 * one stream is opened: a stream opens only after its token has come, and the first mount is over by then.
 */
export function EventStreamInitializer({ deps: given, options }: EventStreamInitializerProps) {
  const session = useSessionObject();
  const [deps] = useState(() => given ?? createRealStreamDeps(window, options));
  useEffect(() => holdEventStream(session, deps), [session, deps]);
  return null;
}
