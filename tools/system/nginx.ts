import { existsSync } from 'node:fs';
import { canInstallPackages, installPackages } from './aptGet.ts';

export const NGINX_PATH = '/usr/sbin/nginx';

/** Installs Debian's nginx where that is possible. Null, or one sentence that says what is missing. */
export function ensureNginx(): string | null {
  if (!existsSync(NGINX_PATH) && canInstallPackages()) {
    process.stdout.write("Installing Debian's nginx, to stand before the till (once) …\n");
    installPackages(['nginx-light']);
  }
  return existsSync(NGINX_PATH)
    ? null
    : 'The walks behind a proxy need nginx: run `apt-get install nginx-light` as root.';
}
