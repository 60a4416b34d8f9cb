import { listenRealtime } from '@vppos/core/bus';
import { useRealtimeEvent } from '@vppos/core/hooks';
import { REALTIME_EVENT_TYPES, type RemoteProps } from '@vppos/core/types';
import { useEffect, useState } from 'react';

// The benchmark's ear: called at the very end of an event's path.
const page = window as Window & { __visitorHears?: (data: unknown) => void };

/**
 * A micro-frontend of another team, as the tests need one: built apart, it listens for a type that the container's build has
 * never heard of, counts every `notify` it handles, and breaks on `/broken` until `window.__visitorMended` is set.
 */
export function Remote({ path }: RemoteProps) {
  const [calls, setCalls] = useState<readonly string[]>([]);
  const [notified, setNotified] = useState<readonly string[]>([]);
  useEffect(
    () =>
      listenRealtime('table_called', (event) => setCalls((seen) => [...seen, JSON.stringify(event.data)]), {
        mfe: 'visitor',
      }),
    [],
  );
  useRealtimeEvent(REALTIME_EVENT_TYPES.NOTIFY, (data) => setNotified((seen) => [...seen, data.message]));
  useRealtimeEvent(REALTIME_EVENT_TYPES.RESOURCE_UPDATED, ({ data }) => page.__visitorHears?.(data));
  if (path === '/broken' && !isMended()) throw new Error('the visitor is broken on purpose');
  return (
    <section>
      <h1>Visitor</h1>
      <output data-testid="calls">{calls.join(' ')}</output>
      <output data-testid="notified">{notified.join(' ')}</output>
    </section>
  );
}

function isMended(): boolean {
  return '__visitorMended' in window;
}
