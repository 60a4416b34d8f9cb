import { until } from '../api.ts';
import type { Recorded } from '../busRecorder.ts';
import type { Call, Cdp } from './cdp.ts';

/** One tab of a living browser, with what can befall it. */
export interface Tab {
  /** Runs a function in the page; it may use its argument and nothing else of the test. */
  evaluate<R>(run: () => R): Promise<Awaited<R>>;
  evaluate<A, R>(run: (argument: A) => R, argument: A): Promise<Awaited<R>>;
  /** Waits until it is true in the page. */
  until(condition: () => boolean, withinMs?: number): Promise<void>;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  /** A real press of the mouse on nothing: from then on the page may sound. */
  touch(): Promise<void>;
  /** All that was heard on its bus so far. */
  heard(): Promise<readonly Recorded[]>;
  /** The person looks at it; the window's other tabs are hidden. */
  front(): Promise<void>;
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Without a network as far as the browser knows. An open stream goes on: cut its wire too. */
  offline(isOffline: boolean): Promise<void>;
  /** Its renderer dies. */
  crash(): void;
  /** Its main thread does nothing else for so long. */
  block(ms: number): void;
  close(): Promise<void>;
  navigate(url: string): Promise<void>;
  /** To the page before, from bfcache where it lies there. */
  back(): Promise<void>;
}

interface TabSpec {
  readonly cdp: Cdp;
  readonly browserContextId: string;
  readonly url: string;
  readonly scripts: readonly string[];
}

const LIMIT_MS = 15_000;
const UNLIMITED = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

export async function openTab({ cdp, browserContextId, url, scripts }: TabSpec): Promise<Tab> {
  const { targetId } = await cdp.call('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await cdp.call('Target.attachToTarget', { targetId, flatten: true });
  const call = cdp.session(sessionId);
  await call('Page.enable');
  for (const source of scripts) await call('Page.addScriptToEvaluateOnNewDocument', { source });
  await call('Page.navigate', { url });
  return tabOf(call, () => cdp.call('Target.closeTarget', { targetId }));
}

function tabOf(call: Call, closeTarget: () => Promise<unknown>): Tab {
  const evaluate = (run: (argument: never) => unknown, argument?: unknown): Promise<unknown> =>
    evaluateIn(call, `(${run})(${JSON.stringify(argument)})`);
  const inPage = evaluate as Tab['evaluate'];
  const waitFor = async (condition: () => boolean, withinMs = LIMIT_MS): Promise<void> => {
    await until(() => inPage(condition), Boolean, withinMs);
  };
  const element = async (selector: string, act: string): Promise<void> => {
    const found = `document.querySelector(${JSON.stringify(selector)})`;
    await until(() => evaluateIn(call, `${found} !== null && !${found}.disabled`), Boolean, LIMIT_MS);
    await evaluateIn(call, `${found}.${act}()`);
  };
  return {
    evaluate: inPage,
    until: waitFor,
    click: (selector) => element(selector, 'click'),
    fill: async (selector, text) => {
      await element(selector, 'focus');
      await call('Input.insertText', { text });
    },
    touch: async () => {
      const place = { x: 1, y: 1, button: 'left', clickCount: 1 } as const;
      await call('Input.dispatchMouseEvent', { type: 'mousePressed', ...place });
      await call('Input.dispatchMouseEvent', { type: 'mouseReleased', ...place });
    },
    heard: () => inPage(() => (window as unknown as { __heard: Recorded[] }).__heard),
    front: () => done(call('Page.bringToFront')),
    freeze: () => done(call('Page.setWebLifecycleState', { state: 'frozen' })),
    thaw: () => done(call('Page.setWebLifecycleState', { state: 'active' })),
    offline: (offline) => done(call('Network.emulateNetworkConditions', { ...UNLIMITED, offline })),
    crash: () => void call('Page.crash').catch(() => undefined),
    block: (ms) => void evaluateIn(call, blockFor(ms)).catch(() => undefined),
    close: () => done(closeTarget()),
    navigate: (url) => done(call('Page.navigate', { url })),
    back: async () => {
      const { currentIndex, entries } = await call('Page.getNavigationHistory');
      const before = entries[currentIndex - 1];
      if (before === undefined) throw new Error('There is no page before this one.');
      await call('Page.navigateToHistoryEntry', { entryId: before.id });
    },
  };
}

async function done(answer: Promise<unknown>): Promise<void> {
  await answer;
}

async function evaluateIn(call: Call, expression: string): Promise<unknown> {
  const answer = await call('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
  const { exceptionDetails } = answer;
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return answer.result.value;
}

function blockFor(ms: number): string {
  return `{ const end = Date.now() + ${ms}; while (Date.now() < end); }`;
}
