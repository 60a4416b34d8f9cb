import { useEffect, useState } from 'react';

/** Whether the page could fill the screen and does not yet, and how it comes to do so. */
export function useFullScreen(page: Document = document): { readonly isOffered: boolean; readonly enter: () => void } {
  const [isFull, setFull] = useState(page.fullscreenElement !== null);
  useEffect(() => {
    const look = (): void => setFull(page.fullscreenElement !== null);
    page.addEventListener('fullscreenchange', look);
    return () => page.removeEventListener('fullscreenchange', look);
  }, [page]);
  const enter = (): void => {
    // Refused by the browser: the window stays as it is, and the button with it.
    void page.documentElement.requestFullscreen().catch(() => undefined);
  };
  return { isOffered: page.fullscreenEnabled && !isFull, enter };
}
