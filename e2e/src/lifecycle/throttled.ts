/**
 * For a page's own start: while it is hidden its timers run once a minute, as Chromium throttles a tab that has been hidden for
 * some minutes. Chromium's own throttling depends on what else the page does, and cannot be hurried reliably.
 */
export const THROTTLED_SCRIPT = `(${throttleInPage})()`;

/** Runs in the page: it may use nothing of this file. */
function throttleInPage(): void {
  const realSetTimeout = window.setTimeout.bind(window);
  const realClearTimeout = window.clearTimeout.bind(window);
  const held = new Map<number, () => void>();
  const flush = (): void => {
    for (const [id, run] of held) {
      held.delete(id);
      run();
    }
  };
  const throttled = (run: () => void, ms?: number): number => {
    const id = realSetTimeout(() => (document.hidden ? held.set(id, run) : run()), ms);
    return id;
  };
  const clear = (id?: number): void => {
    if (id !== undefined) held.delete(id);
    realClearTimeout(id);
  };
  Object.assign(window, { setTimeout: throttled, clearTimeout: clear });
  window.setInterval(flush, 60_000);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) flush();
  });
}
