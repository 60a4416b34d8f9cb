import { expect, it } from 'vitest';
import { Stream, type StreamSocket } from './stream.ts';
import { Tally } from './tally.ts';

const fullSocket: StreamSocket = {
  write: () => false,
  destroy: () => expect.unreachable(),
  destroySoon: () => undefined,
  destroyed: false,
  writableLength: 70_000,
  bytesWritten: 70_000,
  on: () => expect.unreachable(),
};

function aStream(socket = fullSocket): Stream {
  return new Stream({
    socket,
    viewer: { companyId: 1, userId: '7', sessionId: 's7', clientId: 'c' },
    ticket: 1,
    metadata: {},
    openedAt: 0,
    tokenExpiresAt: 1,
    counts: new Tally().of(1),
  });
}

it('[HUB3] goes on waiting for a page of the log while a notice fills the socket, so that no second page is asked for', () => {
  const stream = aStream();
  stream.wait = 'log';

  stream.write('notice');

  expect(stream.wait).toBe('log');
});

it('waits for a full socket', () => {
  const stream = aStream();

  stream.write('event');

  expect(stream.wait).toBe('socket');
});

it('[OPS13] counts its own bytes alone, not those of requests before it on its connection', () => {
  const socket = { ...fullSocket, bytesWritten: 5000, writableLength: 0 };
  const stream = aStream(socket);

  socket.bytesWritten += 300;
  socket.writableLength = 100;

  expect(stream.takenBytes).toBe(200);
});
