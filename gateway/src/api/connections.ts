import type { Gateway } from '../gateway.ts';
import { connectionOf } from '../hub/connection.ts';
import type { Hub } from '../hub/hub.ts';
import { changeMetadata } from './changeMetadata.ts';

/** What the library tells of open streams, and does to them. */
export function connectionsOf(hub: Hub): Pick<Gateway, 'connections' | 'connection' | 'setMetadata' | 'disconnect'> {
  return {
    connections: (of) =>
      hub
        .streams(of?.companyId ?? null)
        .filter(({ viewer }) => of?.userId === undefined || viewer.userId === of.userId)
        .map((stream) => connectionOf(hub, stream)),
    connection: (companyId, clientId) => {
      const stream = hub.clientStreams(companyId, clientId).at(-1);
      return stream === undefined ? null : connectionOf(hub, stream);
    },
    setMetadata: (companyId, clientId, changes) => changeMetadata(hub.clientStreams(companyId, clientId), changes),
    disconnect: (companyId, clientId) => hub.kick(companyId, clientId),
  };
}
