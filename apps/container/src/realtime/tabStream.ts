import type { Stop } from '@vppos/core/time';
import type { MfeEventBus } from '../utils/mfeEventBus.ts';
import { type ConnectionDeps, createConnection } from './connection.ts';
import { createInbox } from './delivery/inbox.ts';
import type { ListenPage } from './pageLifecycle.ts';

/** What one tab needs to show one login's events. */
export interface TabStreamDeps extends Omit<ConnectionDeps, 'inbox' | 'onStatus'> {
  readonly bus: MfeEventBus;
  readonly listenPage: ListenPage;
}

/** This tab's part in one login's stream. Its stop leaves nothing open, waiting or listening. */
export function startTabStream(deps: TabStreamDeps): Stop {
  const { bus, listenPage } = deps;
  const connection = createConnection({
    ...deps,
    inbox: createInbox(deps),
    onStatus: (status) => bus.publishStatus({ ...status, role: 'alone' }),
  });
  const stops = [
    listenPage((moment) => connection.page(moment)),
    bus.listenCommands((command) => connection.command(command)),
    connection.start(),
  ];
  return () => {
    for (const stop of stops.splice(0)) stop();
  };
}
