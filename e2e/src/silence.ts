import { until } from './api.ts';

/** A page that can be asked: Playwright's, or a tab of a living browser. */
interface Askable {
  evaluate(run: () => Promise<boolean>): Promise<boolean>;
}

/** Whoever has something more to say begins within this, in ms: a read, the delays of all tabs. */
const QUIET_MS = 1500;
const LIMIT_MS = 30_000;

/** Waits until no tab of this browser says anything any more: what is said twice waits for its turn, which takes seconds. */
export async function untilSilent(page: Askable): Promise<void> {
  let silentSince = Date.now();
  await until(
    async () => {
      if (await page.evaluate(isSaying)) silentSince = Date.now();
      return Date.now() - silentSince;
    },
    (silentMs) => silentMs >= QUIET_MS,
    LIMIT_MS,
  );
}

/** Runs in the page: whether some tab of the browser has its turn, or waits for it. */
async function isSaying(): Promise<boolean> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].some(({ name }) => name === 'vppos.announcer');
}
