import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isNchanInstalled } from './peers.ts';

/** Installs nginx with Nchan where that is possible. Null, or one sentence that says what is missing. */
export function ensureNchan(): string | null {
  if (isNchanInstalled()) return null;
  const asks = 'Nchan is left out: `apt-get install nginx-light libnginx-mod-nchan` as root adds it.';
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return asks;
  process.stdout.write("Installing Debian's nginx with Nchan, to compare with (once) …\n");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'nginx-light', 'libnginx-mod-nchan'],
  ]) {
    spawnSync('apt-get', args, { env, encoding: 'utf8' });
  }
  return isNchanInstalled() ? null : asks;
}
