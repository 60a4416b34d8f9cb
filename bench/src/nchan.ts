import { canInstallPackages, installPackages } from '../../tools/system/aptGet.ts';
import { isNchanInstalled } from './peers.ts';

const PACKAGES = ['nginx-light', 'libnginx-mod-nchan'];

/** Installs nginx with Nchan where that is possible. Null, or one sentence that says what is missing. */
export function ensureNchan(): string | null {
  if (!isNchanInstalled() && canInstallPackages()) {
    process.stdout.write("Installing Debian's nginx with Nchan, to compare with (once) …\n");
    installPackages(PACKAGES);
  }
  return isNchanInstalled() ? null : `Nchan is left out: \`apt-get install ${PACKAGES.join(' ')}\` as root adds it.`;
}
