import { afterEach, describe, expect, it } from 'vitest';
import { newId } from './newId.ts';
import { createListenPage, type PageMoment } from './pageLifecycle.ts';
import { createRealStreamDeps } from './realDeps.ts';

describe('the page’s life', () => {
  it('[CONN18] is told as put away, taken out, looked at and perhaps online, until it is stopped', () => {
    const moments: PageMoment[] = [];
    const stop = createListenPage(window)((moment) => moments.push(moment));
    const happen = (): void => {
      for (const type of ['pagehide', 'pageshow', 'online']) window.dispatchEvent(new Event(type));
      for (const type of ['freeze', 'resume', 'visibilitychange']) document.dispatchEvent(new Event(type));
    };

    happen();
    stop();
    happen();

    expect(moments).toEqual(['suspend', 'resume', 'online', 'suspend', 'resume', 'visible']);
  });
});

describe('the client id', () => {
  afterEach(() => localStorage.clear());

  it('[CONN39] is one for the browser, kept in its storage, and made anew when it is unusable', () => {
    const { clientId } = createRealStreamDeps();
    const first = clientId(true);
    const second = createRealStreamDeps().clientId(true);
    const kept = localStorage.getItem('vppos.client_id');
    localStorage.setItem('vppos.client_id', 'not a client id');

    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect([second, kept]).toEqual([first, first]);
    expect(clientId(true)).toMatch(/^[0-9a-f]{32}$/);
  });

  it('[CONN39] is one for the tab when it stands alone, kept in memory, and needs no secure context', () => {
    const first = createRealStreamDeps().clientId(false);
    const second = createRealStreamDeps().clientId(false);

    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toBe(first);
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 0]);
    expect(newId((bytes) => bytes.fill(10))).toBe('0a'.repeat(16));
  });
});

describe('what the browser may lack', () => {
  const pageWith = (changed: object): Window & typeof globalThis =>
    Object.create(window, Object.getOwnPropertyDescriptors(changed));

  it('[TAB3] locks and channels are null where there are none, or where a channel cannot be made', () => {
    const lacking = createRealStreamDeps(pageWith({ navigator: {}, BroadcastChannel: undefined }));
    const forbidding = createRealStreamDeps(
      pageWith({
        BroadcastChannel: class {
          constructor() {
            throw new DOMException('No', 'SecurityError');
          }
        },
      }),
    );

    expect([lacking.locks, lacking.openChannel('x'), forbidding.openChannel('x')]).toEqual([null, null, null]);
  });
});
