import { describe, expect, it } from 'vitest';
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
  it('[CONN39] is one for the tab, kept in memory, and needs no secure context', () => {
    const first = createRealStreamDeps().clientId;
    const second = createRealStreamDeps().clientId;

    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toBe(first);
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 0]);
    expect(newId((bytes) => bytes.fill(10))).toBe('0a'.repeat(16));
  });
});
