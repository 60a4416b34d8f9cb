import { existsSync } from 'node:fs';
import { canInstallPackages, installPackages } from './aptGet.ts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is, installing Debian's where that is possible. Throws one sentence that says what to run. */
export function ensureChromium(env: NodeJS.ProcessEnv): string {
  const chosen = env['CHROMIUM_PATH'];
  if (chosen !== undefined && !existsSync(chosen))
    throw new Error(`CHROMIUM_PATH is "${chosen}", but there is no such file.`);
  const found = chosen ?? PLACES.find((place) => existsSync(place));
  if (found !== undefined) return found;
  if (canInstallPackages()) installChromium();
  const installed = PLACES.find((place) => existsSync(place));
  if (installed !== undefined) return installed;
  throw new Error(
    'The browser tests need Chromium: run `apt-get install chromium` as root, or say where one is with CHROMIUM_PATH=…',
  );
}

function installChromium(): void {
  process.stdout.write("Installing Debian's Chromium for the browser tests (once) …\n");
  installPackages(['chromium']);
}
