import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** How far a connection comes before it is dropped. */
export type Stage = 'connected' | 'half a head' | 'head' | 'first frame';

export interface CrowdOptions {
  readonly port: number;
  readonly token: string;
  /** Default: one of its own for each stream. */
  readonly clientId?: string;
}

/** A stream's request as it goes over a bare socket. */
export function streamRequest(token: string, clientId?: string): string {
  const client = clientId === undefined ? '' : `X-Client-Id: ${clientId}\r\n`;
  return `GET /api/v1/events/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n${client}\r\n`;
}

/** Does `work` for 0 … count - 1, at most `width` at a time. */
export async function inParallel(count: number, width: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(next - 1);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}

/** A bare connection on which everything is awaited once. Errors are the point of it, and count as its close. */
export async function connection(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  return socket;
}

/** Connects, comes as far as `stage`, and is gone: by RST, or by FIN. */
export async function dropAt(stage: Stage, options: CrowdOptions & { isReset: boolean }): Promise<void> {
  const socket = await connection(options.port);
  const request = streamRequest(options.token);
  if (stage === 'half a head') socket.write(request.slice(0, 60));
  if (stage === 'head' || stage === 'first frame') socket.write(request);
  if (stage === 'first frame') await Promise.race([once(socket, 'data'), once(socket, 'close')]);
  const closed = once(socket, 'close');
  // Read to its end, or a FIN would never be answered.
  socket.resume();
  if (options.isReset) socket.resetAndDestroy();
  else socket.end();
  if (!socket.closed) await closed;
}

/** Opens so many streams and resolves when each has said hello. */
export async function openStreams(options: CrowdOptions, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  await inParallel(count, 100, async () => {
    const socket = await connection(options.port);
    socket.write(streamRequest(options.token, options.clientId));
    await Promise.race([once(socket, 'data'), once(socket, 'close')]);
    socket.resume();
    sockets.push(socket);
  });
  return sockets;
}
