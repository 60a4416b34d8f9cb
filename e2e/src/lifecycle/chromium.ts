import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { CHROMIUM_FLAGS, chromiumPath } from '../browser.ts';
import { type Cdp, speakCdp } from './cdp.ts';
import { openTab, type Tab } from './tab.ts';

/**
 * A Chromium whose tabs live as a person's do: one visible tab a window, bfcache on. Playwright's own
 * browser keeps every page visible and awake.
 */
export interface LivingBrowser {
  newProfile(): Promise<Profile>;
  stop(): Promise<void>;
}

/** One person's browser: its tabs share cookies, storage, locks and channels. */
export interface Profile {
  /** Opens a tab in front of the others. `scripts` run before the page's own. */
  open(url: string, scripts?: readonly string[]): Promise<Tab>;
  close(): Promise<void>;
}

const FLAGS = ['--headless=new', '--remote-debugging-pipe', '--lang=vi'];
const STOP_DEADLINE_MS = 5000;

export async function launchLivingBrowser(): Promise<LivingBrowser> {
  const userData = mkdtempSync(path.join(tmpdir(), 'vppos-chromium-'));
  const flags = [...CHROMIUM_FLAGS, ...FLAGS, `--user-data-dir=${userData}`, 'about:blank'];
  const child = spawn(chromiumPath(), flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // The two ends of the pipe that `stdio` asks for.
  const cdp = speakCdp(child.stdio[3] as Writable, child.stdio[4] as Readable);
  await cdp.call('Browser.getVersion');
  return {
    newProfile: () => newProfile(cdp),
    stop: async () => {
      const insist = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
      cdp.call('Browser.close').catch(() => undefined);
      await exited;
      clearTimeout(insist);
      rmSync(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

async function newProfile(cdp: Cdp): Promise<Profile> {
  const { browserContextId } = await cdp.call('Target.createBrowserContext');
  return {
    open: (url, scripts = []) => openTab({ cdp, browserContextId, url, scripts }),
    close: async () => {
      await cdp.call('Target.disposeBrowserContext', { browserContextId });
    },
  };
}
