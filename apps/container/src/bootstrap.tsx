import '@vppos/core/theme.css';
import { realClock } from '@vppos/core/time';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SessionProvider } from './auth/index.ts';
import { DISPLAY_PATH, DisplayPage } from './display/index.ts';
import { initI18n } from './i18n/index.ts';
import { createRecorder } from './inspector/index.ts';
import { pageStorage } from './pageStorage.ts';
import { startPwa } from './pwa/index.ts';
import { realtimeFaults } from './realtime/index.ts';
import {
  CORE_VERSION,
  createFaultLog,
  createRemoteLoader,
  createSlotBoard,
  federationRuntime,
  loadRegistry,
  type Report,
} from './remotes/index.ts';
import { createRouter, Shell, type ShellEnv, ShellEnvProvider } from './shell/index.ts';
import './shell/font.css';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

// The developer's place for what the cashier must not be bothered with.
const writeToConsole: Report = ({ mfe, code, error }) => {
  // biome-ignore lint/suspicious/noConsole: this is where the page's real console is taken.
  console.warn(`[vppos] ${mfe}: ${code}`, error);
};

function createEnv(): ShellEnv {
  const faults = createFaultLog(writeToConsole);
  const tellRefused = (to: unknown): void =>
    faults.report({
      mfe: 'container',
      code: 'NAVIGATION_REFUSED',
      error: new Error(`No path of this till: ${String(to)}`),
    });
  const registry = loadRegistry({
    fetch: (url, init) => fetch(url, init),
    storage: pageStorage,
    deadline: (ms) => AbortSignal.timeout(ms),
  });
  void registry.then(({ problem }) => {
    if (problem !== undefined) faults.report({ mfe: 'container', code: 'REGISTRY', error: problem });
  });
  return {
    clock: realClock,
    router: createRouter(window, tellRefused),
    loader: createRemoteLoader(federationRuntime, CORE_VERSION),
    faults,
    slots: createSlotBoard(),
    recorder,
    streamFaults: realtimeFaults,
    storage: pageStorage,
    registry: () => registry,
    updates: startPwa({
      page: window,
      clock: realClock,
      registry,
      onFailure: (error) => faults.report({ mfe: 'container', code: 'SERVICE_WORKER', error }),
    }),
    isDemo: LOOPBACK.includes(window.location.hostname),
  };
}

// For as long as the page lives.
const recorder = createRecorder(() => ({ at: realClock.now(), elapsed: performance.now() }));
recorder.start();
initI18n({ storage: pageStorage, root: document.documentElement });

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root to live in: index.html is not the container’s.');
createRoot(root).render(
  <StrictMode>
    {window.location.pathname === DISPLAY_PATH ? (
      // The customer's screen has no session: nothing of a login ever reaches it.
      <DisplayPage />
    ) : (
      <ShellEnvProvider value={createEnv()}>
        <SessionProvider>
          <Shell />
        </SessionProvider>
      </ShellEnvProvider>
    )}
  </StrictMode>,
);
