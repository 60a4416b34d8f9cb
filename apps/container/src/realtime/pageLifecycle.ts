import type { Stop } from '@vppos/core/time';

/**
 * What happens to the page: it is put away (`suspend`: left, frozen), taken out again (`resume`), looked at (`visible`),
 * or the network claims to be back (`online`: a hint, `navigator.onLine` alone lies).
 */
export type PageMoment = 'suspend' | 'resume' | 'visible' | 'online';

export type ListenPage = (listener: (moment: PageMoment) => void) => Stop;

/** The life of one document, from the events of its window. */
export function createListenPage(page: Window): ListenPage {
  return (listener) => {
    const ended = new AbortController();
    const on = (target: EventTarget, type: string, moment: () => PageMoment | null): void =>
      target.addEventListener(
        type,
        () => {
          const happened = moment();
          if (happened !== null) listener(happened);
        },
        { signal: ended.signal },
      );
    on(page, 'pagehide', () => 'suspend');
    on(page, 'pageshow', () => 'resume');
    on(page.document, 'freeze', () => 'suspend');
    on(page.document, 'resume', () => 'resume');
    on(page.document, 'visibilitychange', () => (page.document.visibilityState === 'visible' ? 'visible' : null));
    on(page, 'online', () => 'online');
    return () => ended.abort();
  };
}
