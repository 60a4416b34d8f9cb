// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { createBrowserStorage } from './browserStorage.ts';
import { retryAfterMs } from './retryAfter.ts';
import { createSessionChannel, type MessagePipe, type SessionMessage } from './sessionChannel.ts';
import { createMemoryStorage } from './testing/fakeBrowser.ts';
import { tillId } from './tillId.ts';

describe('tillId', () => {
  it('[SESS23] names the till once, short enough to be read out, and keeps the name', () => {
    const storage = createMemoryStorage();

    const first = tillId(storage, () => '7f3a99');
    const second = tillId(storage, () => 'ffff00');

    expect([first, second]).toEqual(['quay-7f3a', 'quay-7f3a']);
  });

  it('[SESS23] keeps a name a shop gave, and replaces one that no till can bear', () => {
    const storage = createMemoryStorage();
    storage.set('vppos.till_id', 'quay-1');
    const given = tillId(storage, () => '7f3a');
    storage.set('vppos.till_id', 'quầy <1>');

    expect([given, tillId(storage, () => '7f3a')]).toEqual(['quay-1', 'quay-7f3a']);
  });
});

describe('browser storage', () => {
  it('[SESS24] remembers for the visit where the browser forbids storage', () => {
    const storage = createBrowserStorage(() => {
      throw new DOMException('denied', 'SecurityError');
    });

    storage.set('vppos.sid', 'sid-1');
    const kept = storage.get('vppos.sid');
    storage.remove('vppos.sid');

    expect([kept, storage.get('vppos.sid')]).toEqual(['sid-1', null]);
  });
});

describe('session channel', () => {
  it('hears what is a message and ignores what is none', () => {
    const heard: SessionMessage[] = [];
    const pipe: MessagePipe = { onmessage: null, postMessage: () => undefined, close: () => undefined };
    const channel = createSessionChannel(pipe);
    const stop = channel.listen((message) => heard.push(message));

    for (const data of [
      null,
      'logout',
      { kind: 'logout' },
      { kind: 'explode', sid: 'x' },
      { kind: 'logout', sid: 's' },
    ]) {
      pipe.onmessage?.({ data } as MessageEvent);
    }
    stop();
    pipe.onmessage?.({ data: { kind: 'logout', sid: 's' } } as MessageEvent);

    expect(heard).toEqual([{ kind: 'logout', sid: 's' }]);
  });

  it('is silent in a browser without BroadcastChannel', () => {
    const channel = createSessionChannel(null);

    channel.post({ kind: 'logout', sid: 's' });

    expect(() => channel.close()).not.toThrow();
  });
});

describe('retryAfterMs', () => {
  it.each([
    ['7', 7000],
    ['0.5', 500],
    ['-3', 0],
    ['Tue, 14 Nov 2023 22:13:30 GMT', 10_000],
    ['Tue, 14 Nov 2023 22:13:10 GMT', 0],
    ['soon', null],
    ['', null],
    [null, null],
  ])('reads %j as %j ms', (header, expected) => {
    expect(retryAfterMs(header, 1_700_000_000_000)).toBe(expected);
  });
});
