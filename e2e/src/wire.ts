import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePorts } from './system.ts';

/** A wire to a server that can be cut: then connections to it are refused, and those that were open end. */
export interface Wire {
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Nothing goes through it any more, and neither end is told. */
  hold(): void;
  release(): void;
}

/** `nearPort`: where it begins; without one, anywhere. */
export async function layWire(to: string, nearPort?: number): Promise<Wire> {
  const { hostname, port } = new URL(to);
  const [freePort = 0] = await freePorts(1);
  const ownPort = nearPort ?? freePort;
  const open = new Set<Socket>();
  let server: Server | null = null;
  let isHeld = false;

  const join = (near: Socket): void => {
    const far = connect({ host: hostname, port: Number(port) });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      if (isHeld) one.pause();
      one.on('error', () => undefined);
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  };
  const mend = (): Promise<void> =>
    new Promise((resolve) => {
      server = createServer(join).listen(ownPort, '127.0.0.1', () => resolve());
    });
  await mend();
  return {
    url: `http://127.0.0.1:${ownPort}`,
    mend,
    cut: async () => {
      const closed = new Promise((resolve) => server?.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
    hold: () => {
      isHeld = true;
      for (const socket of open) socket.pause();
    },
    release: () => {
      isHeld = false;
      for (const socket of open) socket.resume();
    },
  };
}
