import { Socket, type SocketConstructorOpts } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Shared by all detached sockets: what a reader says after its request is thrown away unread. */
const UNREAD = { buffer: Buffer.allocUnsafe(1024), callback: () => true };

/** The connection of a socket, as Node keeps it. */
interface Attached {
  _handle: SocketConstructorOpts['handle'] | null;
}

/**
 * Takes a connection away from Node's HTTP server: a stream is written to for hours, and the request, its response and the
 * parser would be held all that time. Node is told that its socket has closed, so that it lets go of them by itself; the
 * connection goes on under a new socket. What arrives behind the request is never answered.
 */
export function detachSocket(attached: Socket): Socket {
  attached.setTimeout(0);
  const socket = attached instanceof TLSSocket ? attached : moved(attached);
  socket.setNoDelay(true);
  return socket;
}

function moved(attached: Socket): Socket {
  // A listener for data is how the parser is told to stop reading from the connection itself.
  attached.on('data', () => undefined);
  // Node's sockets have had this field since the first version, and its cluster module moves connections by it.
  const node = attached as unknown as Attached;
  const handle = node._handle;
  if (handle === null || handle === undefined) return attached;
  node._handle = null;
  attached.destroy();
  const socket = new Socket({ handle, onread: UNREAD });
  socket.resume();
  return socket;
}
