import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { onTestFinished } from 'vitest';

/** Stands before a gateway for a reader that cannot send a header: adds the token and passes every byte. */
export interface Shim {
  readonly url: string;
  /** The `Last-Event-ID` of each request so far. */
  readonly cursors: readonly (string | undefined)[];
  /** Cuts every open connection, in the middle of whatever it carries. */
  cut(): void;
}

export async function startShim(target: { port: number; token: string }): Promise<Shim> {
  const cursors: (string | undefined)[] = [];
  const open = new Set<ServerResponse>();
  const server = createServer((incoming, response) => {
    const cursor = incoming.headers['last-event-id'];
    cursors.push(cursor === undefined ? undefined : String(cursor));
    open.add(response);
    const headers = { ...incoming.headers, authorization: `Bearer ${target.token}` };
    const upstream = request({ port: target.port, host: '127.0.0.1', path: incoming.url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'access-control-allow-origin': '*' });
      answer.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    response.on('close', () => {
      open.delete(response);
      upstream.destroy();
    });
    upstream.end();
  });
  const port = await portOf(server);
  const cut = (): void => {
    for (const response of open) response.destroy();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}`, cursors, cut };
}

/** Listens on a free port of this machine. */
export async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port makes the address an AddressInfo.
  return (server.address() as AddressInfo).port;
}
