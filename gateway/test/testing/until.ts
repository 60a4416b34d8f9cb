/** Waits until `isTrue`, looking every 2 ms; fails after `limitMs` with `what`. */
export async function until(isTrue: () => boolean, what: string | (() => string), limitMs = 5000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`Waited ${limitMs} ms for ${typeof what === 'string' ? what : what()}.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Lets everything that is due in the event loop happen, `turns` times over. */
export async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
