import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { portOf } from './shim.ts';

const HEAD = [
  'HTTP/1.1 200 OK',
  'Content-Type: text/event-stream; charset=utf-8',
  // The page that reads it in a browser comes from elsewhere.
  'Access-Control-Allow-Origin: *',
  'Connection: close',
  '\r\n',
].join('\r\n');

/** Answers every request with these bytes, whole or one byte a write, and then stays open. Gives its URL. */
export async function play(body: Buffer, pace: 'whole' | 'bytes'): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(HEAD);
      if (pace === 'whole') socket.write(body);
      else writeBytes(socket, body, 0);
    });
  });
  const port = await portOf(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${port}/`;
}

/** The next byte once the one before is with the kernel, so that each is a write of its own. */
function writeBytes(socket: Socket, body: Buffer, from: number): void {
  if (from === body.length || socket.destroyed) return;
  socket.write(body.subarray(from, from + 1), () => setImmediate(writeBytes, socket, body, from + 1));
}
