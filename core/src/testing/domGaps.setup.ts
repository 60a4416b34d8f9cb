// happy-dom has no `reportError` [html-spec 8.1.4.6]; every browser of the till has. Listed as `setupFiles` of page projects.
globalThis.reportError ??= (error: unknown): void => {
  window.dispatchEvent(new ErrorEvent('error', { error, cancelable: true }));
};
