import { Socket, type SocketConstructorOpts } from 'node:net';
import { TLSSocket } from 'node:tls';

/** What a reader may say after its request, in bytes. Nobody reads it; who says more is cut, or it would cost a processor. */
const UNREAD_MAX_BYTES = 64 * 1024;
/** Where it goes, of all detached sockets. */
const UNREAD = Buffer.allocUnsafe(1024);

/** The connection of a socket, as Node keeps it. */
interface Attached {
  _handle: SocketConstructorOpts['handle'] | null;
}

/**
 * Takes a connection away from Node's HTTP server: a stream is written to for hours, and the request, its response and the
 * parser would be held all that time. Node is told that its socket has closed, so that it lets go of them by itself; the
 * connection goes on under a new socket, which the server neither counts nor closes. What arrives behind the request is
 * never answered.
 */
export function detachSocket(attached: Socket): Socket {
  attached.setTimeout(0);
  const maxBytesRead = attached.bytesRead + UNREAD_MAX_BYTES;
  // A listener for data is how the parser is told to stop reading from the connection itself.
  attached.on('data', () => undefined);
  const socket = attached instanceof TLSSocket ? deafened(attached, maxBytesRead) : moved(attached, maxBytesRead);
  socket.setNoDelay(true);
  return socket;
}

/** TLS is in the socket itself, which therefore stays: only the parser hears nothing more of it. */
function deafened(attached: Socket, maxBytesRead: number): Socket {
  attached.removeAllListeners('data');
  return attached.on('data', () => bound(attached, maxBytesRead));
}

function moved(attached: Socket, maxBytesRead: number): Socket {
  // Node's sockets have had this field since the first version, and its cluster module moves connections by it.
  const node = attached as unknown as Attached;
  const handle = node._handle;
  if (handle === null || handle === undefined) return attached;
  node._handle = null;
  attached.destroy();
  const onread = { buffer: UNREAD, callback: (): boolean => bound(socket, maxBytesRead) };
  const socket = new Socket({ handle, onread });
  socket.resume();
  return socket;
}

/** Cuts who says too much. True is what Node wants to hear: read on. */
function bound(socket: Socket, maxBytesRead: number): boolean {
  if (socket.bytesRead > maxBytesRead) socket.destroy();
  return true;
}
