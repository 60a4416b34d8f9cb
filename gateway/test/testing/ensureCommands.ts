import { spawnSync } from 'node:child_process';

/** Makes sure that these programs, each in Debian's package of its name, are there. Throws one sentence that says what to run. */
export function ensureCommands(names: readonly string[]): void {
  const missing = (): string[] =>
    names.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status !== 0);
  let left = missing();
  if (left.length > 0 && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', ...left],
    ]) {
      spawnSync('apt-get', args, { env, stdio: 'ignore' });
    }
    left = missing();
  }
  if (left.length > 0)
    throw new Error(`This test needs ${left.join(' and ')}: run \`apt-get install ${left.join(' ')}\`.`);
}
