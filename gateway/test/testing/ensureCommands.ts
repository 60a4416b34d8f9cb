import { spawnSync } from 'node:child_process';
import { canInstallPackages, installPackages } from '../../../tools/system/aptGet.ts';

/** Makes sure that these programs, each in Debian's package of its name, are there. Throws one sentence that says what to run. */
export function ensureCommands(names: readonly string[]): void {
  const missing = (): string[] =>
    names.filter((name) => spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status !== 0);
  if (missing().length > 0 && canInstallPackages()) installPackages(missing());
  const left = missing();
  if (left.length > 0)
    throw new Error(`This test needs ${left.join(' and ')}: run \`apt-get install ${left.join(' ')}\`.`);
}
